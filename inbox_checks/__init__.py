"""Checks on the mails that a visit received. One file is one check."""
