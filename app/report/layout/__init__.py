"""Lines, pages, painting and PDF."""
