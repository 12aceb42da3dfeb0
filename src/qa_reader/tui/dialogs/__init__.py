"""Dialogs: each asks one thing and is dismissed with a typed answer. None touches the desk or a file."""
