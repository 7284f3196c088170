"""Whether pages say the same thing all the way."""
