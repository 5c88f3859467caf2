"""Many claims that are worked through: what a worklist keeps of each, and the file that it is kept in."""
