"""The tables of a record, and how those of older versions are brought to today."""
