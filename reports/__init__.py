"""Report formats. One file is one format."""
