"""Runs one of Django's commands: ``python manage.py migrate``."""

import os
import sys
from pathlib import Path

from django.core.management import execute_from_command_line


def main() -> None:
    """Run the command that the command line names."""
    # Started as a file, Python looks for modules beside it; the gallery's begin at the root.
    sys.path[0] = str(Path(__file__).resolve().parents[3])
    os.environ.setdefault('DJANGO_SETTINGS_MODULE', 'examples.gallery.backend.config.settings')
    execute_from_command_line(sys.argv)


if __name__ == '__main__':
    main()
