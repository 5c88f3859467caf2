"""The rules: a package for each family (id prefix), in it a module for each rule, named by its id."""
