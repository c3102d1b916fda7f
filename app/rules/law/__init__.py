"""What packs say: rules, tables, measures, dates, waits."""
