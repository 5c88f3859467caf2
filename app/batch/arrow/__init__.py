"""Claims and their reviews as Arrow batches of fixed schemas, for engines that hold claims by the million.

The only part of the program that imports pyarrow, which the wheel `needlepoint-review` needs and the program
does not: nothing else in `app` imports this package.
"""
