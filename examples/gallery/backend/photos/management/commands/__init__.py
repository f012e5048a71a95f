"""Commands about photos, and about what nobody needs any more."""
