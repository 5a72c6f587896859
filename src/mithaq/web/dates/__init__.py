"""Dates in forms: typed as people write them, shown as they were understood."""
