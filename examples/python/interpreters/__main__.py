"""Run the lesson's example: ``galka run python/interpreters``."""

from examples.python.interpreters.speeds import main

main()
