"""PDF files with a text layer: letters by their places on the page, brought back into reading order."""
