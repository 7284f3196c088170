"""Whether pages look like the brand."""
