"""Reading a procedure note: the note with its evidence marked, the values to take over, what they lead to."""
