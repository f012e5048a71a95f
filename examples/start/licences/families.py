"""Some licences, by what they ask of those who pass code on."""

from types import MappingProxyType

from packaging.licenses import InvalidLicenseExpression, canonicalize_license_expression

FAMILIES = MappingProxyType(
    {
        'permissive': '0BSD Apache-2.0 BSD-2-Clause BSD-3-Clause ISC MIT MIT-CMU PSF-2.0 Unlicense',
        'weak copyleft': 'EPL-2.0 LGPL-2.1-only LGPL-2.1-or-later LGPL-3.0-only MPL-2.0',
        'copyleft': 'GPL-2.0-only GPL-2.0-or-later GPL-3.0-only GPL-3.0-or-later',
        'network copyleft': 'AGPL-3.0-only AGPL-3.0-or-later',
    }
)
SEVERAL = 'several licences'
OTHER = 'another licence'
VAGUE = 'no exact name'


def family(statement: str) -> str:
    """Return the family of what somebody states, as far as a program can tell."""
    try:
        expression = canonicalize_license_expression(statement)
    except InvalidLicenseExpression:
        return VAGUE
    if ' ' in expression:
        return SEVERAL
    found = (name for name, members in FAMILIES.items() if expression in members.split())
    return next(found, OTHER)
