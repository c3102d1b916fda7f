"""Reads and writes case files."""
