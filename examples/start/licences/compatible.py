"""Say under which licences a whole may be passed on that is made of parts."""

from types import MappingProxyType

# [start whole]
#: Code under the left licence may become part of a work under each licence on the right.
FLOWS = MappingProxyType(
    {
        'MIT': ('BSD-3-Clause',),
        'BSD-3-Clause': ('Apache-2.0', 'MPL-2.0'),
        'Apache-2.0': ('GPL-3.0-only',),
        'MPL-2.0': ('GPL-2.0-or-later',),
        'GPL-2.0-or-later': ('GPL-2.0-only', 'GPL-3.0-only'),
        'GPL-3.0-only': ('AGPL-3.0-only',),
    }
)


def reach(licence: str) -> set[str]:
    """Return all licences of works that may contain code under this one."""
    return {licence}.union(*map(reach, FLOWS.get(licence, ())))


def whole(*parts: str) -> list[str]:
    """Return the licences under which all parts may be passed on as one work."""
    return sorted(set.intersection(*map(reach, parts)))


# [end whole]
