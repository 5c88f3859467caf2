"""The two ways a job can fail that are not our bug. Each carries one sentence that says what to do."""


class InputError(Exception):
    """What the user gave cannot be used. `str(error)` is one sentence to show, with what to do.

    `field`: the path of what is wrong in a claim record, as "lines[0].units"; the sentence begins with it.
    """

    def __init__(self, sentence: str, field: str = "") -> None:
        super().__init__(f"{field}: {sentence}" if field else sentence)
        self.sentence = sentence
        self.field = field


class InstallationError(Exception):
    """A part of the installation or of the data folder is missing, damaged or of another version."""
