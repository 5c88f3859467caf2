"""The examples of the family INC, a module for each rule."""
