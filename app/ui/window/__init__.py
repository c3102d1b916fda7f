"""The main window: workspace, toolbars, menus, notices."""
