"""The situation report of a record: what happened in a period, line by line with its words."""
