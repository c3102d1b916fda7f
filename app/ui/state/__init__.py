"""The one state of the window, its edits, settings and engine."""
