"""Cases: boards and lists, the page of a case, and everything that people do with it."""
