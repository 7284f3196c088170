"""Checks run and scored: Evidence → Audit. Never imports a browser, a mailbox, a network."""
