"""Contribution lists as offices print them: from copied text, or a text file, to rows of a record."""
