"""Evidence → comparable values: language, money, dates, links."""
