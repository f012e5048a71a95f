"""Lines of several parts in one terminal."""

import io
import time

import pytest

from examples.gallery.running.terminal import Terminal


class SlowScreen(io.StringIO):
    """A terminal in which anything may come between two pieces of a line."""

    def write(self, text: str) -> int:
        """Take a piece."""
        time.sleep(0.001)
        return super().write(text)


def test_no_line_breaks_another(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever writes a line writes all of it before anybody else."""
    screen = SlowScreen()
    monkeypatch.setattr('sys.stdout', screen)
    terminal = Terminal()
    for name in ('one', 'two', 'three'):
        terminal.show(name, io.StringIO('the same words\n' * 20))
    terminal.close()
    written = screen.getvalue().splitlines()
    assert set(written) == {f'{name:8} | the same words' for name in ('one', 'two', 'three')}


@pytest.mark.parametrize(('no_color', 'is_terminal'), [('1', True), (None, False)])
def test_colours_are_for_terminals(
    monkeypatch: pytest.MonkeyPatch,
    no_color: str | None,
    is_terminal: bool,
) -> None:
    """A file, and whoever has set NO_COLOR, gets plain text."""
    screen = io.StringIO()
    monkeypatch.setattr(screen, 'isatty', lambda: is_terminal)
    monkeypatch.setattr('sys.stdout', screen)
    if no_color:
        monkeypatch.setenv('NO_COLOR', no_color)
    Terminal().say('hello')
    assert screen.getvalue() == 'gallery  | hello\n'
