"""Run the lesson's example: ``galka run start/cs50_web``."""

from examples.start.cs50_web.attacks import main

main()
