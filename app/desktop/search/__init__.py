"""The left zone: the search field, its groups and the results."""
