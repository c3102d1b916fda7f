"""Packs for people to read: rules in force, sentences, comparisons, ages of sources."""
