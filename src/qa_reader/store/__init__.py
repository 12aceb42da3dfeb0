"""Records as TinyDB files: layout, locks, durable writing, history and recovery."""
