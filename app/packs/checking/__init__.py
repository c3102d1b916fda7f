"""What packs must prove of themselves: rows, figures, examples, proofs."""
