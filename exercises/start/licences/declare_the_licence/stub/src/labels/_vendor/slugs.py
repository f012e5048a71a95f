# SPDX-FileCopyrightText: 2019 the slugs authors
# SPDX-License-Identifier: BSD-3-Clause
"""Short names that can stand in an address."""


def slug(name: str) -> str:
    """Return a name in small letters, with hyphens for spaces."""
    return '-'.join(name.lower().split())
