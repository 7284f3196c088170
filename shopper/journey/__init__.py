"""YAML with places → validated, expanded → Plan."""
