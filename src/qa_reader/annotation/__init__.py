"""What the reader says: records, anchors, codebook, corrections, history. Pure, no I/O."""
