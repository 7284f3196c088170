"""Whether help can be found."""
