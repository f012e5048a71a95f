"""Fixtures, from their own docstrings: ``.. fixture-reference:: MODULE ...``.

A section for each fixture; where a fixture gives an object of a class that its module offers, the
class's attributes and methods stand in the section of that class below.
"""

import inspect
import re
from collections.abc import Iterator
from functools import cached_property
from importlib import import_module
from types import MemberDescriptorType, ModuleType
from typing import Any, ClassVar, Final

import pytest
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

#: A docstring's references to classes and functions; on this page their names are enough.
_REFERENCE: Final = re.compile(r':[a-z]+:`[~.]?(?P<name>[^`]+)`')
_DATA: Final = (property, cached_property, MemberDescriptorType)
_FIXTURE: Final = type(pytest.fixture(lambda: None))


class FixtureReference(SphinxDirective):
    """What a task's test can ask for."""

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = {}

    def run(self) -> list[nodes.Node]:
        """Return the fixtures, then what they give."""
        modules = [import_module(name) for name in self.arguments[0].split()]
        found = [offered for module in modules for offered in _offered(module)]
        for _, thing in found:
            self.env.note_dependency(str(inspect.getsourcefile(inspect.unwrap(thing))))
        fixtures = [self._entry(*each) for each in found if isinstance(each[1], _FIXTURE)]
        given = [self._class(*each) for each in found if _has_members(each[1])]
        return [nodes.definition_list('', *fixtures), *given]

    def _entry(self, name: str, thing: object) -> nodes.Node:
        term = nodes.term('', '', nodes.literal('', name))
        about = nodes.definition('', *self._text(thing))
        return nodes.definition_list_item('', term, about)

    def _class(self, name: str, given: type) -> nodes.Node:
        title = nodes.title('', '', nodes.literal('', name))
        section = nodes.section('', title, ids=[nodes.make_id(f'given-{name}')], names=[name])
        section += self._text(given)
        members = [self._entry(_called(label, member), member) for label, member in _members(given)]
        section += nodes.definition_list('', *members)
        return section

    def _text(self, thing: Any) -> list[nodes.Node]:
        documentation = inspect.getdoc(inspect.unwrap(thing)) or ''
        text = _REFERENCE.sub(r'``\g<name>``', documentation)
        parsed: list[nodes.Node] = self.parse_text_to_nodes(text)
        return parsed


def _offered(module: ModuleType) -> Iterator[tuple[str, Any]]:
    """Yield a module's fixtures, and the classes that it offers in ``__all__``."""
    public = getattr(module, '__all__', ())
    for name, thing in inspect.getmembers(module):
        offered = name in public and inspect.isclass(thing)
        if offered or isinstance(thing, _FIXTURE):
            yield name, thing


def _has_members(thing: object) -> bool:
    return inspect.isclass(thing) and any(_members(thing))


def _members(given: type) -> Iterator[tuple[str, Any]]:
    for attribute in inspect.classify_class_attrs(given):
        known = callable(attribute.object) or isinstance(attribute.object, _DATA)
        if known and attribute.defining_class is given and not attribute.name.startswith('_'):
            yield attribute.name, attribute.object


def _called(name: str, member: object) -> str:
    """Return how a member is written: with its parameters where it is called."""
    if not callable(member):
        return name
    parameters = list(inspect.signature(member).parameters.values())[1:]
    plain = [parameter.replace(annotation=inspect.Parameter.empty) for parameter in parameters]
    return f'{name}{inspect.Signature(plain)}'


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive('fixture-reference', FixtureReference)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
