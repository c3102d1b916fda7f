"""The documents of a case and of an assessment: keys, values, checks, JSON Schemas."""
