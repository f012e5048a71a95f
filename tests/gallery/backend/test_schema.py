"""The OpenAPI schema: it is complete, and what it says holds."""

import io
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest

from tests.gallery.backend.given import picture

if TYPE_CHECKING:
    from rest_framework.test import APIClient


def test_is_clean(database: None) -> None:
    """The schema is valid, and is made without a warning."""
    from django.core.management import call_command

    call_command('spectacular', validate=True, fail_on_warn=True, file=None, stdout=io.StringIO())


def test_is_served(anybody: 'APIClient') -> None:
    """Everybody may read the schema; each operation says how it tells of problems."""
    schema = anybody.get('/api/schema/').json()
    operations = [
        (path, verb, operation)
        for path, verbs in schema['paths'].items()
        for verb, operation in verbs.items()
    ]

    assert ('/api/photos/{name}', 'patch') in {(path, verb) for path, verb, _ in operations}
    for path, verb, operation in operations:
        assert 'default' in operation['responses'], (path, verb)


#: Requests made up for each operation: enough to find a crash, few enough for every run.
_EXAMPLES = 10


@pytest.fixture
def ada_and_rows(person: Callable[[str], 'APIClient']) -> tuple[str, Mapping[str, str]]:
    """Give the header that makes somebody ada, and what she has: an album, and pages of photos."""
    from examples.gallery.backend.photos.models import Photo

    ada = person('ada')
    tenant = int(ada.get('/api/me').json()['id'])
    for _ in range(30):
        Photo.objects.for_tenant(tenant).create(width=1, height=1, public=True, image='x')
    rows = {
        '/api/albums/{name}': ada.post('/api/albums', {'title': 'Lakes'}, format='json'),
        '/api/photos/{name}': ada.post('/api/photos', {'file': picture(), 'public': True}),
    }
    header = ada._credentials['HTTP_AUTHORIZATION']
    return header, {path: answer.json()['id'] for path, answer in rows.items()}


def test_holds(ada_and_rows: tuple[str, Mapping[str, str]]) -> None:
    """Whatever is sent, no answer is an error, nor one that the schema leaves out."""
    import schemathesis
    from django.core.wsgi import get_wsgi_application

    header, rows = ada_and_rows
    schema = schemathesis.openapi.from_wsgi('/api/schema/', get_wsgi_application())
    for found in schema.get_all_operations():
        operation = found.ok()
        # Signing out would make all that follows a stranger's.
        if (operation.method, operation.path) != ('delete', '/api/session'):
            _try(operation, header, rows.get(operation.path))


def _try(operation: Any, header: str, name: str | None) -> None:
    """Send what the schema allows, and what it does not, to one operation."""
    from hypothesis import HealthCheck, Phase, given, settings, strategies as st
    from schemathesis import GenerationMode, checks

    wanted = [
        checks.not_a_server_error,
        checks.CHECKS.get_one('status_code_conformance'),
        checks.CHECKS.get_one('content_type_conformance'),
        checks.CHECKS.get_one('response_schema_conformance'),
    ]
    cases = st.one_of(
        operation.as_strategy(generation_mode=GenerationMode.POSITIVE),
        operation.as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )

    @settings(
        max_examples=_EXAMPLES,
        deadline=None,
        derandomize=True,
        phases=(Phase.explicit, Phase.generate),
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases, exists=st.booleans())
    def send(case: Any, exists: bool) -> None:
        if name and exists:
            case.path_parameters['name'] = name
        case.call_and_validate(checks=wanted, headers={'Authorization': header})

    send()
