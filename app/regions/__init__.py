"""Divisions of the country (GB/T 2260) and how they are found."""
