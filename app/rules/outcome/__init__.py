"""What is worked out for a case: options, cover, money, reasons, order."""
