"""Checks on pages and the path between them. One file is one check."""
