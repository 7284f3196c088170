"""Whether pages speak the customer's language."""
