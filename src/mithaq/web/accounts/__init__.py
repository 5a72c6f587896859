"""Who works here: accounts with their roles, groups and choices."""
