"""From bytes to transcripts: detection, and one module per format; conventions of plain text are data."""
