"""Tables of what was said: a row for each annotation or exchange, with every field; one module per format."""
