"""The panes of the reader: pure data in, lines out. None knows another, the screen or the desk."""
