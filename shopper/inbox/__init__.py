"""A mailbox → messages: harvest, guarded parsing, matching."""
