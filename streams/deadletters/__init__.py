"""Records that could not be processed: how one is written, read, sent back to where it came from, and laid to rest."""
