"""What is new, what waits, and searches that are kept."""
