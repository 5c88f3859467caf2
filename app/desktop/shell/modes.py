"""The modes of the center, in the order of their tabs."""

REFERENCE, CHECK, WORKLIST = 0, 1, 2
