"""The window: one state, held by the session; panes show it and send edits back."""
