"""What a denial means for a claim on its date, whether our own check says the same, and what follows."""
