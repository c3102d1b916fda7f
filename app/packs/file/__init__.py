"""A pack as a file: its schema, its YAML with line numbers, and checks for contradictions."""
