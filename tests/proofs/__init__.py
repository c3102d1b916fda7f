"""Proofs that take long: few rounds in every run, all of them with `PROOFS=full python -m pytest tests/proofs -s`.

The figures measured are printed at the end of each. They run niced, so that a full run disturbs nobody.
"""
