"""Files of the window: case files, recent files, the recovery journal, counter mode."""
