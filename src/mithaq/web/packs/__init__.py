"""What is known before a text is read: packs, and the labels under which their actors are shown."""
