"""Run the lesson's example: ``galka run python/best_practices``."""

from examples.python.best_practices.asking import main

main()
