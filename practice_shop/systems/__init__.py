"""The systems behind the shop that write to customers, one file each, with templates, headers and a key of its own."""
