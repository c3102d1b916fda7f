"""The state of the window, its edits, the settings and the engine."""
