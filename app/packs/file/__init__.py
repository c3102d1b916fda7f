"""A pack as a file: its schema, its text with line numbers, what contradicts itself."""
