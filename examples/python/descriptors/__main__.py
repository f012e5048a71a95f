"""Run the lesson's example: ``galka run python/descriptors``."""

from examples.python.descriptors.lookup import main

main()
