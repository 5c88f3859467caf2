"""What coverage articles list of the claim in the form, or of codes that are typed."""
