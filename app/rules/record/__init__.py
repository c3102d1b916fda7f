"""What a person brings: months, history, lapses, the case."""
