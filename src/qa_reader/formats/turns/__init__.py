"""Who speaks, what kind of turn it is, and what answers what: the rules that formats share."""
