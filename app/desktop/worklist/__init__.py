"""The worklist: many claims as a table, worst first, opened one by one and decided."""
