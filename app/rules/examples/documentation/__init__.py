"""The examples of the family DOC, a module for each rule."""
