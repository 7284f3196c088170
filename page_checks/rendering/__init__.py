"""Whether pages can be used: by everybody, on every device, fast, and safely."""
