"""Printing the papers and writing them to PDF."""
