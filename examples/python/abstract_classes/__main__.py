"""Run the lesson's example: ``galka run python/abstract_classes``."""

from examples.python.abstract_classes.mixins import main

main()
