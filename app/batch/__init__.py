"""Many claims: which of them concern Needlepoint, their reviews in order, on one core or all.

Neither Qt nor Typst is imported here or below: all of it runs where there is no window.
"""
