"""Questions about a claim and its facts that several rules ask."""
