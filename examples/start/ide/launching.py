"""Read a launch configuration as VS Code reads it."""

import json
import os
import re
from pathlib import Path
from typing import Any

#: A string, which stays, or a comment, which goes.
STRING_OR_COMMENT = re.compile(r'("(?:\\.|[^"\\])*")|//[^\n]*|/\*.*?\*/', re.DOTALL)
PLACEHOLDER = re.compile(r'\$\{(workspaceFolder|env:(\w+))\}')


def read(project: Path, name: str) -> dict[str, Any]:
    """Return a configuration of a project by its name, with its variables filled in."""
    text = (project / '.vscode' / 'launch.json').read_text(encoding='utf-8')
    content = json.loads(STRING_OR_COMMENT.sub(r'\1', text))
    for configuration in content['configurations']:
        if configuration['name'] == name:
            filled: dict[str, Any] = fill(configuration, project)
            return filled
    raise KeyError(name)


def fill(part: Any, project: Path) -> Any:
    """Return a part of a configuration with its variables replaced."""
    if isinstance(part, str):
        return PLACEHOLDER.sub(
            lambda found: os.environ.get(found[2], '') if found[2] else str(project), part
        )
    if isinstance(part, list):
        return [fill(each, project) for each in part]
    if isinstance(part, dict):
        return {key: fill(each, project) for key, each in part.items()}
    return part
