"""What Postgres does, shown on a real server that is thrown away afterwards."""
