"""The examples of the family PAY, a module for each rule."""
