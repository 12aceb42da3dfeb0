"""Tables: one row a question with its answer, or one row what one person says."""
