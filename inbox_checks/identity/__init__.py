"""Who writes, and in whose name."""
