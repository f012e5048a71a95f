"""What the OpenAPI schema says beyond what the views say themselves."""

from typing import Any, Final

from examples.gallery.backend.api.problems import CONTENT_TYPE

_PROBLEM: Final = {
    'type': 'object',
    'description': 'Problem details, RFC 9457.',
    'required': ['type', 'title', 'status'],
    'properties': {
        'type': {'type': 'string'},
        'title': {'type': 'string'},
        'status': {'type': 'integer'},
        'detail': {'type': 'string'},
        'errors': {
            'type': 'object',
            'description': 'What is wrong with each field.',
            'additionalProperties': {'type': 'array', 'items': {'type': 'string'}},
        },
    },
}
_ANSWER: Final = {
    'description': 'What went wrong.',
    'content': {CONTENT_TYPE: {'schema': {'$ref': '#/components/schemas/Problem'}}},
}


def describe_problems(result: dict[str, Any], **context: Any) -> dict[str, Any]:
    """Add to each operation that all its other answers are problems."""
    result['components']['schemas']['Problem'] = _PROBLEM
    for operations in result['paths'].values():
        for operation in operations.values():
            operation['responses']['default'] = _ANSWER
    return result
