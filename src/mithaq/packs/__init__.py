"""Context packs: the actors, places and agreements of one process, as declarative data."""
