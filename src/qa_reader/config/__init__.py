"""Settings, key maps, and the folders that belong to this person."""
