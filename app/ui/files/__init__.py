"""Case files, recent files, the recovery journal, counter mode."""
