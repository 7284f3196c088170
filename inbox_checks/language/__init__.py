"""Whether mails speak the customer's language."""
