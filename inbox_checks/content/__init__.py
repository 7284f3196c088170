"""Whether mails agree with the order."""
