"""The case and assessment documents: keys, values, checks, schemas."""
