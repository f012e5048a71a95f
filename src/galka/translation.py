"""Messages in the learner's language, through gettext."""

import gettext
from functools import cache
from pathlib import Path

DOMAIN = 'galka'
CATALOGUES = Path(__file__).with_name('locale')


@cache
def catalogue() -> gettext.NullTranslations:
    """Return the catalogue that LANGUAGE, LC_ALL, LC_MESSAGES or LANG ask for; English if none."""
    return gettext.translation(DOMAIN, CATALOGUES, fallback=True)


def translate(message: str) -> str:
    """Return the message in the learner's language."""
    return catalogue().gettext(message)


def translate_plural(singular: str, plural: str, count: int) -> str:
    """Return the form of a message that fits ``count``, with ``{count}`` filled in."""
    return catalogue().ngettext(singular, plural, count).format(count=count)
