"""Starting the program and what it does when something fails."""
