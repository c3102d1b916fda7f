"""The timeline in the window: drawing, table, accessibility."""
