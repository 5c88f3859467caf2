"""Pages and answers, made of cited facts."""
