"""The examples of the family ADD, a module for each rule."""
