"""Whether answers help."""
