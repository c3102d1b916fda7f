"""General widgets that Qt lacks."""
