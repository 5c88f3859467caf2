"""Reading a procedure note: what it says of the documentation, each value with the words that say it."""
