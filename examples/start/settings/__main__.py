"""Run the lesson's example: ``galka run start/settings``."""

from examples.start.settings.five_settings import main

main()
