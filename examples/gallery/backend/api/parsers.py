"""Reads the JSON of a request, as far as it is harmless."""

from collections.abc import Mapping
from typing import Any, Final

from rest_framework.exceptions import ParseError
from rest_framework.parsers import JSONParser

_TOO_DEEP: Final = 'The JSON is nested too deeply.'


class LimitedJSONParser(JSONParser):
    """DRF's parser does not expect ``[[[[...``, ten thousand deep: it would end in an error."""

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> dict[str, Any]:
        """Return what the JSON says."""
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise ParseError(_TOO_DEEP) from None
