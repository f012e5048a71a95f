"""Build the site: ``python docs/build.py`` writes it to build/site. A warning is an error.

``python docs/build.py SOURCE OUTPUT [OPTION ...]`` builds another folder of pages the same way; the
options are Sphinx's own.
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from sphinx.cmd.build import main

ROOT = Path(__file__).parents[1]
BUILT = ROOT / 'build'
STRICT = ('--nitpicky', '--fail-on-warning', '--keep-going', '--quiet', '--jobs=auto')
HERE = f'--conf-dir={ROOT / "docs"}'


def build(source: Path, output: Path, options: Sequence[str]) -> int:
    """Build the pages below ``source`` with this folder's configuration; return 0 if all is well.

    What Sphinx remembers for its next build is kept beside the output. The output itself is
    written anew: a page that was removed must not live on in it.
    """
    shutil.rmtree(output, ignore_errors=True)
    doctrees = f'--doctree-dir={output}-doctrees'
    return main([*STRICT, HERE, doctrees, *options, str(source), str(output)])


if __name__ == '__main__':
    source, output, *options = sys.argv[1:] or (ROOT, BUILT / 'site')
    sys.exit(build(Path(source), Path(output), options))
