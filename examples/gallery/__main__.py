"""Starts the whole gallery: ``make gallery``, or ``python -m examples.gallery``."""

import sys

from examples.gallery.running.site import run

if __name__ == '__main__':
    sys.exit(run())
