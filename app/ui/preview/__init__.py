"""Pages on the screen and on their way to a printer: preview, print dialog, and the process that prints."""
