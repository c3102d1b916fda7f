"""What is printed on the papers, as plain values. No Qt here."""
