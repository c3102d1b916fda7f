"""Knows cases and assessments as files. Does not know policy, and neither screen nor paper."""
