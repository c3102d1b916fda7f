"""Breaks lines, fills pages, and paints them on printer, preview or PDF."""
