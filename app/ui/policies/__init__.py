"""The policy browser."""
