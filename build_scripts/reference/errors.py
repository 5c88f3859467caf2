"""The one way in which the build refuses knowledge."""

from pathlib import Path


class DataError(Exception):
    """A fault in data/. `str(error)` is one sentence that names the file and the line."""

    def __init__(self, path: str | Path, line: int | None, problem: str) -> None:
        place = f"{Path(path).as_posix()}, line {line}" if line else Path(path).as_posix()
        super().__init__(f"{place}: {problem}")
