"""Pasted and imported lists, and their review."""
