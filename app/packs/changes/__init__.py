"""What changed between two folders of packs: their items, and the answers that come out otherwise."""
