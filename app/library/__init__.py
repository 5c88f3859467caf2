"""The read side: the bundled book and the shelf of imported editions."""

from app.library.library import Library

__all__ = ["Library"]
