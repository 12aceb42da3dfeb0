"""What was said: the model of a transcript, its units and their IDs, its outline. Pure data, no I/O."""
