"""Whether mails come in time."""
