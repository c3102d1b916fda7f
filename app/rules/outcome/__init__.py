"""What comes out for a case: ways, cover, money, reasons, order."""
