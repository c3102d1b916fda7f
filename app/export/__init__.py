"""Files of an answer: each kind of output is one value, written through one door."""
