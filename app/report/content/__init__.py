"""What stands on paper. No Qt."""
