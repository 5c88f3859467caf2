"""A job in a thread that is not the window's: how it failed is told, whatever it was."""

from __future__ import annotations

from collections.abc import Callable

from app.coding.errors import InputError, InstallationError


def attempt(
    job: Callable[[], None], what: str, broken: str, of_system: Callable[[OSError], str] | None = None
) -> str:
    """Do a job. Gives one sentence on why it failed, "" where it did not.

    A fault of our own is logged as `what` and told as `broken`: PySide would call the hook of the interpreter
    for it, in that thread, and whoever waits for the job would wait for good. `of_system`: what is told of an
    error of a file; without it that is a fault of our own too.
    """
    try:
        job()
    except (InputError, InstallationError) as error:
        return str(error)
    except Exception as error:  # a thread that dies in silence would look like one that works
        if of_system is not None and isinstance(error, OSError):
            return of_system(error)
        import logging  # nothing else that an idle window loads needs it

        logging.getLogger(__name__).exception(what)
        return broken
    return ""
