"""The two ways a job can fail that are not our bug. Each carries one sentence that says what to do."""


class InputError(Exception):
    """What the user gave (a file, a field, an argument) cannot be used. `str(error)` is the sentence to show."""


class InstallationError(Exception):
    """A part of the installation or of the data folder is missing, damaged or of another version."""
