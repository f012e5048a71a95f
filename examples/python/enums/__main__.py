"""Run the lesson's example: ``galka run python/enums``."""

# Importing it makes the class, step by step.
from examples.python.enums import anatomy, costs

assert list(anatomy.Size)
costs.main()
