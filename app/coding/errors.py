"""The two ways a job can fail that are not our bug. Each carries one sentence that says what to do."""


class InputError(Exception):
    """What the user gave cannot be used. `str(error)` is one sentence to show, with what to do."""


class InstallationError(Exception):
    """A part of the installation or of the data folder is missing, damaged or of another version."""
