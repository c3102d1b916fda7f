"""The machine: resources, files, digests, libraries."""
