"""What the shop states in several places: it must be the same."""
