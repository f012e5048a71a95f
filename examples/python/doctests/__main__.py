"""Run the lesson's example: ``galka run python/doctests``."""

from examples.python.doctests.leap import main

main()
