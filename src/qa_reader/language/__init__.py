"""Text as text: layout, segments, folding, search, dates, numbers, encodings. Pure: no files, no screen."""
