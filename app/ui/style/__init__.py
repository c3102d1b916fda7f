"""Looks, colours, fonts, icons."""
