"""Django's settings, made of the gallery's own; nothing else of Django's differs by machine."""

from pathlib import PurePath
from urllib.parse import unquote, urlsplit

from examples.gallery import settings as gallery
from examples.gallery.logs import configure_logs, logging_settings

GALLERY = gallery.load_or_exit(('backend_secret_key', 'database_url'))
_package = 'examples.gallery.backend'
_database = urlsplit(GALLERY.database_url)

DEBUG = GALLERY.debug
SECRET_KEY = GALLERY.backend_secret_key
# Visitors know the site by the first names, and the front end knows its back end by the last.
ALLOWED_HOSTS = [*GALLERY.hosts, urlsplit(GALLERY.backend_url).hostname]

INSTALLED_APPS = [
    f'{_package}.observing',
    f'{_package}.api',
    f'{_package}.people',
    f'{_package}.photos',
    'channels',
    'django_tasks',
    'django_tasks_db',
    'rest_framework',
    'drf_spectacular',
]
MIDDLEWARE = [
    f'{_package}.observing.middleware.ObservingMiddleware',
    f'{_package}.api.middleware.PrivateMiddleware',
    'django.middleware.security.SecurityMiddleware',
    'django.middleware.common.CommonMiddleware',
    'django.middleware.csrf.CsrfViewMiddleware',
    'django.middleware.clickjacking.XFrameOptionsMiddleware',
]
ROOT_URLCONF = f'{_package}.config.urls'
APPEND_SLASH = False
USE_I18N = False
TIME_ZONE = 'UTC'

DATABASES = {
    'default': {
        # Django's Postgres; no request gets a connection that Postgres has closed.
        'ENGINE': f'{_package}.postgres',
        'NAME': _database.path.strip('/'),
        'USER': unquote(_database.username or ''),
        'PASSWORD': unquote(_database.password or ''),
        'HOST': _database.hostname,
        'PORT': _database.port or '',
        'OPTIONS': {
            'connect_timeout': 5,
            # Requests wait for a connection, but not for ever: a queue without end helps nobody.
            'pool': {'min_size': 1, 'max_size': GALLERY.database_pool, 'timeout': 5},
        },
    },
}
DATABASE_ROUTERS = [f'{_package}.tenancy.router.TenantRouter']
DEFAULT_AUTO_FIELD = 'django.db.models.BigAutoField'

AUTH_USER_MODEL = 'people.Account'
PASSWORD_HASHERS = ['django.contrib.auth.hashers.ScryptPasswordHasher']
AUTH_PASSWORD_VALIDATORS = [
    {'NAME': f'django.contrib.auth.password_validation.{name}'}
    for name in (
        'MinimumLengthValidator',
        'CommonPasswordValidator',
        'NumericPasswordValidator',
        'UserAttributeSimilarityValidator',
    )
]

REST_FRAMEWORK = {
    'DEFAULT_AUTHENTICATION_CLASSES': [f'{_package}.people.authentication.TokenAuthentication'],
    'DEFAULT_PERMISSION_CLASSES': ['rest_framework.permissions.IsAuthenticated'],
    'DEFAULT_PARSER_CLASSES': [f'{_package}.api.parsers.LimitedJSONParser'],
    'DEFAULT_RENDERER_CLASSES': ['rest_framework.renderers.JSONRenderer'],
    'DEFAULT_SCHEMA_CLASS': 'drf_spectacular.openapi.AutoSchema',
    'EXCEPTION_HANDLER': f'{_package}.api.problems.handle',
    'NUM_PROXIES': GALLERY.proxies,
    'UNAUTHENTICATED_USER': None,
    'URL_FORMAT_OVERRIDE': None,
}
SPECTACULAR_SETTINGS = {
    'TITLE': 'Gallery',
    'VERSION': '1',
    'SERVE_PERMISSIONS': ['rest_framework.permissions.AllowAny'],
    'SERVE_AUTHENTICATION': [],
    'COMPONENT_SPLIT_REQUEST': True,
    'POSTPROCESSING_HOOKS': [
        'drf_spectacular.hooks.postprocess_schema_enums',
        f'{_package}.api.schema.describe_problems',
    ],
}

TASKS = {'default': {'BACKEND': 'django_tasks_db.DatabaseBackend'}}
# Each Daphne process keeps its sockets to itself; news comes to all of them from Postgres.
CHANNEL_LAYERS = {'default': {'BACKEND': 'channels.layers.InMemoryChannelLayer'}}

MEDIA_URL = '/media/'
MEDIA_ROOT = PurePath(GALLERY.media_root)
# What a request says is small; its file goes to the disk while it is parsed.
DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1

SECURE_PROXY_SSL_HEADER = ('HTTP_X_FORWARDED_PROTO', 'https')
SECURE_HSTS_SECONDS = 31_536_000 if GALLERY.https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = GALLERY.https
CSRF_COOKIE_SECURE = GALLERY.https
X_FRAME_OPTIONS = 'DENY'
# W008: what ends HTTPS before NGINX sends visitors there; behind it all talk HTTP, and must not be
# sent away. W021: whether browsers shall know the site by a list of theirs is for its owner to say.
SILENCED_SYSTEM_CHECKS = ['security.W008', 'security.W021'] if GALLERY.https else []

configure_logs()
LOGGING = logging_settings(
    GALLERY.log_level,
    {
        # Django hangs handlers of its own here; one line for each event is enough.
        'django': {'handlers': [], 'propagate': True},
        'django.server': {'handlers': [], 'propagate': True},
        # Each request has its line already; an error has another one, with its traceback.
        'django.request': {'level': 'ERROR'},
        'PIL': {'level': 'WARNING'},
    },
)
