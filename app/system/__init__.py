"""What depends on the machine: the day, resources, digests, language, system libraries."""
