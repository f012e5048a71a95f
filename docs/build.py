"""Build the site into build/site: ``python docs/build.py``. A warning is an error."""

import sys
from pathlib import Path

from sphinx.cmd.build import main

ROOT = Path(__file__).parents[1]
BUILT = ROOT / 'build'

if __name__ == '__main__':
    sys.exit(
        main(
            [
                '--nitpicky',
                '--fail-on-warning',
                '--keep-going',
                '--quiet',
                '--jobs=auto',
                '--conf-dir',
                str(ROOT / 'docs'),
                '--doctree-dir',
                str(BUILT / 'doctrees'),
                str(ROOT),
                str(BUILT / 'site'),
            ]
        ),
    )
