"""Statements as files: whatever an office or an app gives out, to cells with their places. Not what a cell means."""
