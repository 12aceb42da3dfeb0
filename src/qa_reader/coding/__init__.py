"""What codings come to: counts, each of which opens to its records. Pure over transcripts and annotations."""
