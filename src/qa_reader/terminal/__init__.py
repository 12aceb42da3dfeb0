"""The terminal at the edge: what may reach it, and the clipboard. For the command line and the reader alike."""
