"""Reads contribution lists as offices print them, from copied text or a text file, into rows of a record."""
