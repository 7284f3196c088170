"""What a mail gives away: the customer's secrets, other people's data, and where she reads it."""
