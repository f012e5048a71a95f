"""Run the lesson's example: ``galka run start/licences``."""

from examples.start.licences.inventory import main

main()
