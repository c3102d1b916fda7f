"""The timeline: model, layout in plain numbers, and one painter for screen, PDF, PNG and SVG.

Only `painter` and `chart` import Qt.
"""
