"""The typed JSON API: what the pages do, for programs."""
