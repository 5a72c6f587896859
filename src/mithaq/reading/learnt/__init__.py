"""The full reader: a small trained encoder hears the text, the fast reader's grammar and packs name what it hears."""
