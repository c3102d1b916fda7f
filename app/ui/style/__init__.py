"""Look of the window: colours, fonts, sizes, icons."""
