"""The look-up of an attribute, in Python instead of C."""

from typing import Any

MISSING = object()


# [start read]
def in_class(cls: type, name: str) -> Any:
    """Return what the class or a parent keeps under a name, and call nothing."""
    for parent in cls.__mro__:
        found = vars(parent).get(name, MISSING)
        if found is not MISSING:
            return found
    return MISSING


def has(found: object, method: str) -> bool:
    """Tell whether the type of an object has a method: the object itself is not asked."""
    return in_class(type(found), method) is not MISSING


def read(instance: object, name: str) -> Any:
    """Do what ``instance.name`` does.

    Python does one thing more: it goes to 5 after an AttributeError of a getter too.
    """
    found = in_class(type(instance), name)
    getter = in_class(type(found), '__get__')
    is_data = has(found, '__set__') or has(found, '__delete__')
    if getter is not MISSING and is_data:
        return getter(found, instance, type(instance))  # 1: a data descriptor
    kept = getattr(instance, '__dict__', {}).get(name, MISSING)
    if kept is not MISSING:
        return kept  # 2: the object's dictionary
    if getter is not MISSING:
        return getter(found, instance, type(instance))  # 3: a non-data descriptor
    if found is not MISSING:
        return found  # 4: anything else in the class
    fallback = in_class(type(instance), '__getattr__')
    if fallback is MISSING:
        raise AttributeError(name)
    return fallback(instance, name)  # 5: nobody knows it


# [end read]
