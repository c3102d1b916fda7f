"""Pasted and imported contribution lists in the window, and their review."""
