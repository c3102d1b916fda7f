"""The policy browser: rules in force, comparison of places, and the packs with their check."""
