"""Debates and papers of parliaments and councils elsewhere, as they or their archives publish them."""
