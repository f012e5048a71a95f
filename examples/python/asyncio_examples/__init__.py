"""Ten programs that show how asyncio works and where it bites."""
