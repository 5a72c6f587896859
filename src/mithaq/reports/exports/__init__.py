"""What leaves a record: one module for each format, and what they share (`export.py` is the way in)."""
