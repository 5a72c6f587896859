"""Milestones of the roadmap with every date that they were given."""
