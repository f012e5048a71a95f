"""Put the course into the wheel, so that the tool works without the repository."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COURSE = ('lessons', 'examples', 'exercises')


class CourseHook(BuildHookInterface[Any]):
    """Adds the course to a wheel; a checkout that is installed in place has it already."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders to add, and where they go."""
        if version == 'standard':
            build_data['force_include'] |= {part: f'galka/_course/{part}' for part in COURSE}
