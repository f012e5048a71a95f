"""What happens while the wheel is built."""

import json
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class IndexHook(BuildHookInterface):
    """Makes one index out of all sheets of the catalogue."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Write the index, and have it put into the wheel."""
        sheets = sorted(Path(self.root, 'catalogue').glob('*.csv'))
        lines = [line for sheet in sheets for line in sheet.read_text('utf-8').splitlines()]
        index = Path(self.directory, 'index.json')
        index.write_text(json.dumps(dict(line.split(',') for line in lines)), 'utf-8')
        build_data['force_include'][str(index)] = 'herbarium/index.json'
