"""The examples of the family CMP, a module for each rule."""
