"""Courts, depositions and press rooms that print in a manner of their own."""
