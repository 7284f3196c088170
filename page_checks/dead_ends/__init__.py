"""Where a customer gets stuck."""
