"""Settings of a Django that does nothing but answer: no database, no middleware, no log."""

import os
import secrets
from types import SimpleNamespace

#: The folder of what is answered.
ANSWERS = os.environ['BENCH_ANSWERS']
#: The folder of the gallery's pictures.
MEDIA_ROOT = os.environ['BENCH_MEDIA']

SECRET_KEY = secrets.token_urlsafe()
ALLOWED_HOSTS = ('127.0.0.1',)
ROOT_URLCONF = 'tests.bench_gallery.bare.views'
MIDDLEWARE = ()
# Daphne, as the gallery extends it, asks how long a body may be.
GALLERY = SimpleNamespace(upload_bytes=0)
