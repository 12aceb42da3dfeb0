"""Minutes and papers of Japanese councils, ministries and the Diet, as their own systems publish them."""
