"""Outlines of the land for maps; the workbench serves the same file."""
