"""The window: one state in `session`, panes that show it and send edits to it."""
