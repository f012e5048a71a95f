"""What is printed on a jar."""

from labels._vendor.slugs import slug


def label(name: str, year: int) -> str:
    """Return what is printed on a jar."""
    return f'{name} {year} [{slug(name)}-{year}]'
