"""Figures: the counts of `coding` as bars, for the terminal, as SVG and as PNG."""
