"""The parts of the reference build: reading data/, proving it, writing the database."""
