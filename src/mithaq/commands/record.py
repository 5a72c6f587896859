"""The commands that keep a record: read, log, verify, checkpoint, backup, restore."""
