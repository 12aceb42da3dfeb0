"""What leaves the program: quotes with their citations, and what `inspect` prints. Pure over a transcript."""
