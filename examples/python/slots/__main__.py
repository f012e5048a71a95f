"""Run the lesson's example: ``galka run python/slots``."""

from examples.python.slots.memory import main

main()
