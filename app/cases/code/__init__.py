"""The code on a paper, which rebuilds the answer: a case without its person, the packs and the way, as short texts."""
