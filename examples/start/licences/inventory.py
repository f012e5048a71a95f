"""Show what the installed packages say of their licences, and where."""

from collections import defaultdict
from email.message import Message
from importlib.metadata import Distribution, distributions

from examples.start.licences.families import FAMILIES, OTHER, SEVERAL, VAGUE, family

EXPRESSION = 'License-Expression'
OLD_FIELD = 'License'
CLASSIFIER = 'Classifier'
NOWHERE = 'nowhere'
SHOWN = 3
WIDTH = 20


# [start stated]
def stated(metadata: Message) -> tuple[str, str]:
    """Return where a package states its licence, and in which words."""
    if metadata[EXPRESSION]:
        return EXPRESSION, metadata[EXPRESSION]
    # The old field was free text: a name, a sentence, or all of a licence.
    if metadata[OLD_FIELD] and metadata[OLD_FIELD] != 'UNKNOWN':
        return OLD_FIELD, metadata[OLD_FIELD].splitlines()[0]
    for entry in metadata.get_all(CLASSIFIER, []):
        if entry.startswith('License :: '):
            return CLASSIFIER, entry.rpartition(' :: ')[2]
    return NOWHERE, ''


# [end stated]
def fields(installed: Distribution) -> Message:
    """Return the METADATA of a package as a message, in which a missing field is None."""
    metadata = Message()
    for name, text in installed.metadata.items():
        metadata[name] = text
    return metadata


def main() -> None:
    """Count places and families over everything that is installed."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for installed in distributions():
        metadata = fields(installed)
        place, statement = stated(metadata)
        groups[place].add(metadata['Name'])
        groups[family(statement)].add(metadata['Name'])
    print('where it is stated')
    show(groups, EXPRESSION, OLD_FIELD, CLASSIFIER, NOWHERE)
    print('which family it is')
    show(groups, *FAMILIES, SEVERAL, OTHER, VAGUE)


def show(groups: defaultdict[str, set[str]], *names: str) -> None:
    """Print each group with its size and its first members."""
    for name in names:
        members = sorted(groups[name], key=str.lower)
        print(name.rjust(WIDTH), len(members), ', '.join(members[:SHOWN]), sep='  ')


if __name__ == '__main__':
    main()
