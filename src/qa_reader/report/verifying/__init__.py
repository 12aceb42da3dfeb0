"""Checking the quotes of a finished report: what claims to be a quote, where it stands, what differs."""
