"""Incidents on a map, in time and in a table; each with its findings and its follow-up."""
