"""Policy packs: reads their files, checks them, lays them over each other, and words them for people."""
