"""A key that answers in any program: one module for each system, loaded only once the user chose a key."""
