"""The form of the case: person, record, causes, plan, questions."""
