"""The pages: 一次性告知单 and the assessment sheet, one list of pages for preview, printer and PDF."""
