"""Packs read by people: rules in force, sentences, comparisons, ages of sources."""
