"""The reference of a command line, from its own help: ``.. command-reference:: galka.cli:galka``.

Nothing is listed by name here: a command or an option that is added to the tool is on the page with
the next build. ``:ref:`galka-check``` links to a command.
"""

import inspect
import re
from collections.abc import Iterator
from pkgutil import resolve_name
from typing import Final

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.util.docutils import SphinxDirective

#: As many characters of a short help as anybody writes.
LIMIT: Final = 200
#: What an epilog holds: commands to type, each perhaps after a few words.
_GAP: Final = re.compile(' {2,}')
_TYPED: Final = r'(?P<label>[^:]*: )?(?P<typed>(?:[A-Z_]+=.* )?{program}(?: .*)?)'


class CommandReference(SphinxDirective):
    """A section for each command, in the tool's own order."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return an overview, then the sections."""
        group: click.Group = resolve_name(self.arguments[0])
        root = click.Context(group, info_name=group.name)
        contexts = [root, *_below(root)]
        return [self._overview(contexts[1:]), *map(self._section, contexts)]

    def _overview(self, contexts: list[click.Context]) -> nodes.Node:
        listing = nodes.bullet_list(classes=['galka-overview'])
        for context in contexts:
            name = nodes.literal('', context.command_path)
            link = nodes.reference('', '', name, refid=_anchor(context), internal=True)
            line = nodes.paragraph('', '', link)
            line += nodes.Text(f' {context.command.get_short_help_str(LIMIT)}')
            listing += nodes.list_item('', line)
        return listing

    def _section(self, context: click.Context) -> nodes.Node:
        self._depend_on(context.command)
        anchor, path = _anchor(context), context.command_path
        title = nodes.title('', '', nodes.literal('', path))
        section = nodes.section('', title, ids=[anchor], names=[path])
        self._note_label(anchor, path)
        usage = ' '.join((path, *context.command.collect_usage_pieces(context)))
        section += nodes.literal_block(usage, usage, language='text')
        section += list(_paragraphs(context.command.help or context.command.short_help or ''))
        options = list(_options(context))
        if options:
            section += nodes.definition_list('', *options, classes=['galka-options'])
        if context.command.epilog:
            section += _examples(context.command.epilog, context.find_root().command_path)
        return section

    def _depend_on(self, command: click.Command) -> None:
        if command.callback:
            source = inspect.getsourcefile(inspect.unwrap(command.callback))
            self.env.note_dependency(str(source))

    def _note_label(self, anchor: str, path: str) -> None:
        domain = self.env.domains['std']
        assert isinstance(domain, StandardDomain)
        domain.labels[anchor] = self.env.docname, anchor, path
        domain.anonlabels[anchor] = self.env.docname, anchor


def _below(context: click.Context) -> Iterator[click.Context]:
    """Yield the commands below one, each followed by its own."""
    group = context.command
    if isinstance(group, click.Group):
        for name in group.list_commands(context):
            command = group.get_command(context, name)
            if command and not command.hidden:
                below = click.Context(command, parent=context, info_name=name)
                yield below
                yield from _below(below)


def _anchor(context: click.Context) -> str:
    return nodes.make_id(context.command_path)


def _paragraphs(text: str) -> Iterator[nodes.Node]:
    """Yield the paragraphs of a help text; what stands after a form feed is for programmers."""
    shown = inspect.cleandoc(text).partition('\f')[0].strip()
    for paragraph in filter(None, re.split(r'\n\s*\n', shown)):
        flowing = ' '.join(paragraph.replace('\b', '').split())
        yield nodes.paragraph('', flowing)


def _options(context: click.Context) -> Iterator[nodes.Node]:
    for parameter in context.command.params:
        name, meaning = parameter.get_help_record(context) or ('', '')
        # An argument is in the usage already; here it would say nothing more.
        if name and (meaning or isinstance(parameter, click.Option)):
            term = nodes.term('', '', nodes.literal('', name))
            about = nodes.definition('', nodes.paragraph('', meaning))
            yield nodes.definition_list_item('', term, about)


def _examples(epilog: str, program: str) -> nodes.Node:
    typed = re.compile(_TYPED.format(program=re.escape(program)))
    line = nodes.paragraph()
    for number, part in enumerate(_GAP.split(epilog.strip())):
        line += nodes.Text(' · ' if number else '')
        found = typed.fullmatch(part)
        if found:
            line += nodes.Text(found['label'] or '')
            line += nodes.literal('', found['typed'])
        else:
            line += nodes.Text(part)
    return line


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directive."""
    app.add_directive('command-reference', CommandReference)
    return {'parallel_read_safe': True, 'parallel_write_safe': True}
