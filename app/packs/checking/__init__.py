"""Checks that packs are complete and consistent: rows, figures, examples, proofs."""
