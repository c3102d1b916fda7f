"""The frame: main window, workspace, bars, actions, notices."""
