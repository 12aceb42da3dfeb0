"""The workspace on disk: finding transcripts, keeping what was parsed, searching."""
