"""Following: brings what many documents say to the right case, as proposals; pure, without a database."""
