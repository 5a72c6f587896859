"""Situation reports: chosen, looked at, downloaded."""
