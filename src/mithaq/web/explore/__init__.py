"""Search, actors, documents and sources."""
