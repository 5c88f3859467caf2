"""The examples of the family VAL, a module for each rule."""
