"""Check the scripts of the site, their types and style: ``python docs/check_scripts.py``.

Their tests run, too. They are checked in a copy below build/, where their npm packages are.
"""

import shutil
import subprocess
import sys
from typing import Final

import bundles

CHECKED: Final = ('docs/solving', 'tests/solving')


def main() -> int:
    """Run all of it; return how many failed."""
    try:
        place = bundles.install()
    except bundles.NotHereError as error:
        bundles.say(f'not verified: {error}')
        return 0
    copy = place / 'checked'
    shutil.rmtree(copy, ignore_errors=True)
    for folder in CHECKED:
        shutil.copytree(
            bundles.ROOT / folder,
            copy / folder,
            ignore=shutil.ignore_patterns('__pycache__', '*.py', 'package*.json'),
        )
    programs = place / 'node_modules' / '.bin'
    source = copy / 'docs' / 'solving'
    (source / 'package.json').write_text('{"type": "module"}\n', 'utf-8')
    shutil.copy(source / 'eslint.config.js', copy)
    (copy / 'package.json').write_text('{"type": "module"}\n', 'utf-8')
    tests = sorted(map(str, copy.rglob('*.test.js')))
    return sum(
        bool(subprocess.run(words, cwd=copy, check=False).returncode)
        for words in (
            [programs / 'tsc', '--project', source],
            [programs / 'tsc', '--project', source / 'tsconfig.sw.json'],
            [programs / 'eslint', '--max-warnings=0', '.'],
            ['node', '--test', *tests],
        )
    )


if __name__ == '__main__':
    sys.exit(main())
