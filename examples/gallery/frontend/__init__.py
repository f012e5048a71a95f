"""The front end: pages for people, made by Flask from what the back end's API says."""
