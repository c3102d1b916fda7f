"""The timeline: a geometry-free model, a layout in plain numbers, and one painter for screen, PDF, PNG and SVG.

Only `painter` and `chart` know Qt.
"""
