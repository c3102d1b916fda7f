"""The packs at hand, laid over each other, and their compiled copies."""
