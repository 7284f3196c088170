"""The recorder: what a person does in a browser becomes a journey."""
