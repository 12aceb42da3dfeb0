"""qa-reader: read question-and-answer transcripts closely in a terminal, and keep what you notice."""

from typing import Final

__version__: Final = "0.1.0"
