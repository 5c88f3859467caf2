"""A denial beside the claim in the form: what it means, what follows, and the request to write."""
