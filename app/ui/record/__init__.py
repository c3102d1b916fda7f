"""The form: person, record, causes, plan, questions."""
