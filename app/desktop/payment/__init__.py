"""What the claim in the form pays: amounts with their steps, and how they lie among all localities."""
