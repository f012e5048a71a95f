"""Django's Postgres, as this back end wants it: the settings name it as their engine."""
