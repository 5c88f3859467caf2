"""The read side: the bundled book and the shelf of imported editions."""
