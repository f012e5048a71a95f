"""Run the lesson's example: ``galka run python/style``."""

from examples.python.style.measuring import main

main()
