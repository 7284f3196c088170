"""What the chat says, and where it leads."""
