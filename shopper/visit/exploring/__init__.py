"""Looking around at a shop without a goal: which links, in which order, how far, and what is left alone."""
