"""Starts the program, and handles faults that nothing else catches."""
