"""A small site with one fault a page, built as the real one is."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Final

from tests.site.built import ROOT

#: A page each; the name says what is wrong with it.
FAULTS: Final[Mapping[str, str]] = MappingProxyType(
    {
        'missing_include': '.. literalinclude:: /examples/not_there.py',
        'broken_link': '`Nowhere <nowhere.html>`_',
        'broken_anchor': '`No such part <index.html#no-such-part>`_',
        'from_the_root': '`Breaks below a path </index.html>`_',
        'image_without_text': '.. image:: /docs/image.svg',
        'other_host': '.. raw:: html\n\n   <img src="https://example.com/image.svg" alt="A dot">',
        'by_style': '.. raw:: html\n\n   <p style="background: url(https://example.com/a.png)">A',
        'unmarked_russian': 'The *галка* has landed.',
        'script_error': '.. raw:: html\n\n   <script>throw new Error("planted")</script>',
        'too_wide': '.. raw:: html\n\n   <p style="width: 900px">Wide.</p>',
        'nameless_button': '.. raw:: html\n\n   <button></button>',
        'faint_words': '.. raw:: html\n\n   <p style="color: #bbb; background: #fff">Faint.</p>',
        'by_script': '.. raw:: html\n\n   <p><script>document.write("Only so.")</script></p>',
    }
)
COMMANDS: Final = '''\
"""A command line with a command that nobody described."""

import click


@click.group('tool')
def tool() -> None:
    """Do things."""


@tool.command('undescribed')
@click.option('--often')
def undescribed(often: str) -> None:
    pass
'''
PROOF: Final = MappingProxyType(
    {
        'id': 'python/slots/mend_the_family',
        'solution': 'passed',
        'stub': 'failed',
        'wrong': {'plausible': 'passed', 'other': 'failed'},
        'hints': 3,
        'problems': ['wrong/plausible passes'],
        'reason': '',
    }
)
OTHERS: Final[Mapping[str, str]] = MappingProxyType(
    {
        'commands': '.. command-reference:: planted_tool:tool',
        'proof': '.. proof-matrix::',
    }
)
IMAGE: Final = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"></svg>'


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the site of faults into ``folder/site``; without the proof where there is none."""
    pages = folder / 'source' / 'docs'
    pages.mkdir(parents=True)
    (pages / 'image.svg').write_text(IMAGE)
    (folder / 'planted_tool.py').write_text(COMMANDS)
    (folder / 'proof.json').write_text(json.dumps({'tasks': [dict(PROOF)]}))
    texts = dict(FAULTS) | dict(OTHERS)
    for name, text in texts.items():
        (pages / f'{name}.rst').write_text(f'{name}\n{"=" * len(name)}\n\n{text}\n', 'utf-8')
    listed = '\n   '.join(texts)
    (pages / 'index.rst').write_text(f'Faults\n======\n\n.. toctree::\n\n   {listed}\n')
    return subprocess.run(
        (
            *(sys.executable, str(ROOT / 'docs' / 'build.py')),
            *(str(folder / 'source'), str(folder / 'site')),
            *('-D', f'galka_proof={folder / "proof.json"}'),
            # The page of the proof leads to lessons, which this site has not.
            *('-D', 'suppress_warnings=ref.doc'),
        ),
        capture_output=True,
        check=False,
        text=True,
        env=os.environ | {'PYTHONPATH': str(folder)},
        timeout=120,
    )
