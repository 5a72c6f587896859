"""From the words of one document to what it says: actors, acts, milestones, figures."""
