"""The examples of the family EDT, a module for each rule."""
