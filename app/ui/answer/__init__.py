"""The answer in the window: conclusion, options, reasons, days, checklist, steps, sources."""
