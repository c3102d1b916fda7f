"""The packs of a folder, laid over each other, and the cache of their checked records."""
