"""Messages in the learner's language, through gettext.

The catalogues are kept as their translators write them (``locale/<language>.po``) and are turned
into gettext's binary form in memory, so that there is no second copy to go stale.
"""

import gettext
import io
import os
import re
import struct
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

CATALOGUES = Path(__file__).with_name('locale')
#: The language that messages are written in: whoever prefers it needs no catalogue.
SOURCE = 'en'
#: Where gettext looks for the wanted language, the strongest first.
VARIABLES = ('LANGUAGE', 'LC_ALL', 'LC_MESSAGES', 'LANG')
#: One keyword of a .po file with its strings, which may go on over several lines.
FIELD = re.compile(
    r'^(?P<keyword>msgid_plural|msgid|msgstr)(?:\[\d+\])?\s+(?P<strings>(?:"(?:[^"\\]|\\.)*"\s*)+)',
    re.MULTILINE,
)
STRING = re.compile(r'"(?:[^"\\]|\\.)*"')
#: The binary form: its first word, its version, and the size of its head in bytes.
MAGIC, VERSION, HEAD = 0x950412DE, 0, 28
#: Plural forms of one message are parted by a null byte there.
BETWEEN_FORMS = '\0'


@cache
def catalogue() -> gettext.NullTranslations:
    """Return the catalogue of the learner's language; English where there is none."""
    for language in _languages():
        if language == SOURCE:
            break
        written = CATALOGUES / f'{language}.po'
        if written.is_file():
            binary = to_binary(dict(read(written.read_text('utf-8'))))
            return gettext.GNUTranslations(io.BytesIO(binary))
    return gettext.NullTranslations()


def translate(message: str) -> str:
    """Return the message in the learner's language."""
    return catalogue().gettext(message)


def translate_plural(singular: str, plural: str, count: int) -> str:
    """Return the form of a message that fits ``count``, with ``{count}`` filled in."""
    return catalogue().ngettext(singular, plural, count).format(count=count)


def read(text: str) -> Iterator[tuple[str, str]]:
    """Yield the messages of a .po file with their translations, forms parted by null bytes.

    A message without a translation is left out, so that it stays English.
    """
    # Only a catalogue needs it, and English has none.
    import ast

    message = ''
    translations: list[str] = []
    for field in FIELD.finditer(text):
        content = ''.join(ast.literal_eval(part) for part in STRING.findall(field['strings']))
        if field['keyword'] == 'msgstr':
            translations.append(content)
        elif field['keyword'] == 'msgid_plural':
            message = f'{message}{BETWEEN_FORMS}{content}'
        else:
            yield from _translated(message, translations)
            message = content
            translations = []
    yield from _translated(message, translations)


def to_binary(messages: Mapping[str, str]) -> bytes:
    """Return the messages as a .mo file (GNU gettext manual, *The Format of GNU MO Files*)."""
    pairs = sorted((name.encode(), text.encode()) for name, text in messages.items())
    strings = [name for name, _ in pairs]
    strings.extend(text for _, text in pairs)
    place = HEAD + 8 * len(strings)
    index = b''
    for string in strings:
        index += struct.pack('<II', len(string), place)
        place += len(string) + 1
    count = len(pairs)
    head = struct.pack('<7I', MAGIC, VERSION, count, HEAD, HEAD + 8 * count, 0, 0)
    return b''.join([head, index, *(b'%s\0' % each for each in strings)])


def _languages() -> list[str]:
    wanted = next(filter(None, map(os.environ.get, VARIABLES)), '')
    return [name.partition('.')[0].partition('_')[0] for name in wanted.split(':')]


def _translated(message: str, translations: list[str]) -> Iterator[tuple[str, str]]:
    if any(translations):
        yield message, BETWEEN_FORMS.join(translations)
