"""The answer: conclusion, ways, reasons, days, pages."""
