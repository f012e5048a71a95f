"""Steps of migrations that spread a table over servers where Citus is, and else do nothing."""

from typing import Any, Final

from django.db.migrations import RunPython

_INSTALLED: Final = "SELECT 1 FROM pg_extension WHERE extname = 'citus'"


class _CitusStep(RunPython):
    """Calls one of Citus' functions on a table."""

    def __init__(self, call: str, *arguments: str) -> None:
        self._call = call
        self._arguments = arguments
        super().__init__(self._run, RunPython.noop)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Say how this step is written down."""
        return type(self).__name__, list(self._arguments), {}

    def _run(self, apps: Any, schema_editor: Any) -> None:
        with schema_editor.connection.cursor() as cursor:
            cursor.execute(_INSTALLED)
            if cursor.fetchone():
                cursor.execute(self._call, self._arguments)


class Distribute(_CitusStep):
    """Spread a table by its tenants: all rows of one tenant stay on one server."""

    def __init__(self, table: str) -> None:
        super().__init__("SELECT create_distributed_table(%s, 'tenant_id')", table)


class Reference(_CitusStep):
    """Keep a whole copy of a small table on every server."""

    def __init__(self, table: str) -> None:
        super().__init__('SELECT create_reference_table(%s)', table)
