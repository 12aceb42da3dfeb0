"""qa-reader: read question-and-answer transcripts closely in a terminal, and keep what you notice."""

__version__ = "0.1.0"
