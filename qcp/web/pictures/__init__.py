"""Pictures people look at first: each is one object, drawn, and written as a table from the same figures."""
