"""What a pack can express: rules, decision tables, measures, dates, waiting periods."""
