"""Accounts, and what proves who somebody is."""
