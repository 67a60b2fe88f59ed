"""Values in, text out. Never prints."""
