"""The examples of the family FAM, a module for each rule."""
