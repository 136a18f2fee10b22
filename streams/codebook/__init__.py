"""The analyst's knowledge as data, and the small code that reads, checks, overlays and resolves it."""
