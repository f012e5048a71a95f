"""When the windows of a greenhouse open."""

from pathlib import Path
from runpy import run_path

_old = run_path(str(Path(__file__).with_name('old.txt')))
wish = _old['wish']
is_open = _old['is_open']
label = _old['label']
