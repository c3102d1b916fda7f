"""What is known of a person: months, contribution history, lapses, the case."""
