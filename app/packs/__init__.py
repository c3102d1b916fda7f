"""Policy packs as files: read with line numbers, checked, laid over each other, shown."""
