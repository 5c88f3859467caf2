"""The examples of the family MOD, a module for each rule."""
