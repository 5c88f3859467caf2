"""The examples of the family UNI, a module for each rule."""
