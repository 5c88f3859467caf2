"""What the library answers on a date, gathered for a claim."""
