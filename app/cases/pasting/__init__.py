"""Contribution lists as offices print them: from grids of cells, copied or out of files, to rows of a record."""
