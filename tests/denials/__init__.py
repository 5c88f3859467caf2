"""What a denial means."""
