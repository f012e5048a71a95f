"""Check the gallery's types: ``python tests/gallery/check_types.py``.

The plug-in that knows Django's models reads Django's settings, and these need an environment. No
database is asked.
"""

import os
import sys

from mypy import api

os.environ.update(
    GALLERY_ENV_FILE=os.devnull,
    GALLERY_DATABASE_URL='postgresql://nobody@localhost/none',
    GALLERY_BACKEND_SECRET_KEY='x' * 50,
)
said, complaints, code = api.run(['--config-file', 'tests/gallery/mypy.ini', '--no-error-summary'])
sys.stdout.write(said + complaints)
sys.exit(code)
