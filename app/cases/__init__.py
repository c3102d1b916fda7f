"""Cases and assessments as documents: reading, checking and writing them; and reading pasted contribution lists."""
