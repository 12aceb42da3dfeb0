"""The terminal at the edge: what may reach it, and the clipboard. For command line and reader alike."""
