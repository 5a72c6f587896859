"""Exports: what a record holds, in formats of others."""
