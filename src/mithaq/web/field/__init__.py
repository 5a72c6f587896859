"""Reports from the field: the form, with or without a connection, and what became of them."""
