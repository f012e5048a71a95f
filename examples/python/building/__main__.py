"""Run the lesson's example: ``galka run python/building``."""

from examples.python.building.release import main

main()
