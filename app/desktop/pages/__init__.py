"""Reference pages: any page record, painted from its parts."""
