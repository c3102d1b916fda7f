"""What to bring, what to do, where and whom to ask: for a way of a case, and for a service item without a case."""
