"""Three things to do with a text."""


def slug(title: str) -> str:
    """Return a title as a part of an address."""
    words = ''.join(letter if letter.isalnum() else ' ' for letter in title.lower())
    return '-'.join(words.split())


def shorten(text: str, width: int) -> str:
    """Return a text of at most so many letters, with dots where it was cut."""
    if len(text) <= width:
        return text
    kept = text[:width]
    return f'{kept}...'


def words(text: str) -> set[str]:
    """Return the different words of a text, in lower case."""
    return set(text.lower().split())
