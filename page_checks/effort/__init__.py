"""What it costs the customer to get there."""
