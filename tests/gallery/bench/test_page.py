"""The page of the site that shows the figures."""

import json
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[3] / 'docs' / 'extensions'))
from gallery_speed_page import GallerySpeedTables

NONE = {'rate': None, 'p99': None, 'processor': None}


def shown(file: Path) -> list[str]:
    """Return the texts that the page shows of a file."""
    directive: Any = SimpleNamespace(
        config=SimpleNamespace(galka_gallery_bench=str(file)),
        env=SimpleNamespace(note_dependency=str),
    )
    made: list[Any] = GallerySpeedTables.run(directive)
    texts = (text for node in made for text in node.astext().split('\n'))
    return [text.replace('\N{NO-BREAK SPACE}', ' ') for text in texts if text]


def test_the_page_shows_what_was_measured(tmp_path: Path) -> None:
    """Figures come with how they were got; a row that is not valid says why, and has none."""
    medians = {'rate': 1234.5, 'p99': 0.0125, 'processor': 0.00031}
    ratios = {'rate': 0.333, 'p99': 1.5, 'processor': None}
    good = {'what': 'NGINX', 'problems': [], 'medians': medians, 'ratios': ratios}
    bad = {'what': 'Daphne', 'problems': ['2 bad answers', 'x'], 'medians': NONE, 'ratios': NONE}
    about = {'day': '2026-01-02', 'machine': 'one core', 'rounds': 5, 'seconds': 3}
    file = tmp_path / 'table.json'
    file.write_text(
        json.dumps({**about, 'connections': 8, 'chains': {'image': [good, bad]}}), 'utf-8'
    )
    sentence, title, *cells = shown(file)
    assert sentence.startswith('Measured on 2026-01-02 with one core: 5 rounds, ')
    assert title == 'A picture'
    assert cells[7:] == [
        *('NGINX', '1,234', '12.5 ms', '0.310 ms', '0.33', '1.50', '—'),
        *('Daphne', 'not valid: 2 bad answers', '—', '—', '—', '—', '—'),
    ]


def test_the_page_says_that_nothing_was_measured(tmp_path: Path) -> None:
    """Without the file there is a sentence, and no table of another day."""
    assert shown(tmp_path / 'table.json') == ['Nothing was measured for this build.']
