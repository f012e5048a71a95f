"""Decides what is left out: ``:skipif:``, ``.. galka-skipif:`` and ``.. galka-skip-rest:``."""

import os
import platform
import shutil
import sys
from types import FunctionType, MappingProxyType
from typing import Final

from galka import tools

_NAMES: Final = MappingProxyType(
    {'os': os, 'platform': platform, 'shutil': shutil, 'sys': sys},
)


class Conditions:
    """Evaluates the conditions of one page, and remembers which tools they asked for."""

    def __init__(self) -> None:
        #: Where the tools are that the page asked for and that are here.
        self.folders: list[str] = []
        self._missing: list[str] = []

    def holds(self, expression: str) -> bool:
        """Tell whether a condition is true; whatever is wrong with it is raised."""
        self._missing.clear()
        code = compile(expression, '<skipif>', 'eval')
        return bool(FunctionType(code, {**_NAMES, 'tool': self._tool})())

    def missing(self) -> str:
        """Name the tools that the last condition did not find, with the lines that install them."""
        return ', '.join(
            f'{tool_id} (install: {tools.install_line(tool_id)})' for tool_id in self._missing
        )

    def _tool(self, tool_id: str) -> bool:
        if tool_id not in tools.TOOLS:
            known = ', '.join(tools.TOOLS)
            raise LookupError(f'galka knows no tool {tool_id!r}, but {known}')
        found = tools.find(tool_id)
        if found.path is None or found.problem is not None:
            self._missing.append(tool_id)
            return False
        self.folders.append(str(found.path.parent))
        return True
