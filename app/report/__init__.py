"""The papers: checklist notice (一次性告知单) and assessment sheet, as pages for preview, printer and PDF."""
