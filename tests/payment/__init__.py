"""What a claim pays."""
