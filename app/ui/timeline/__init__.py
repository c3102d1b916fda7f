"""The timeline in the window: drawing, table, and access for screen readers."""
