"""Widgets Qt lacks."""
