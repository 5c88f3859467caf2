"""How the claim in the form was read from its file, which its result is to be read with."""

from msgspec import Struct

from app.coding.words import Severity


class Reading(Struct, frozen=True):
    """Sentences on how a claim was read.

    `problems`: what of its file was lost or could not be read, a warning; `notes`: what was understood how;
    `quiet`: what was left out that no check asks for.
    """

    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    quiet: tuple[str, ...] = ()

    def sentences(self) -> tuple[str, ...]:
        """All of them, the gravest first."""
        return (*self.problems, *self.notes, *self.quiet)

    def severity(self) -> Severity:
        """How grave it is: a warning where something was lost."""
        return "warning" if self.problems else "info"


UNREMARKABLE = Reading()
