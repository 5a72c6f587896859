"""Arabic text with a map back to the original code points."""
