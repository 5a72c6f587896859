"""Readings to files, tables and pages, in Arabic and English."""
