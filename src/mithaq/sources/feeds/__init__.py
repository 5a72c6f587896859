"""Feeds on the net: which ones, what was read of them, and how they are fetched without harm to anybody."""
