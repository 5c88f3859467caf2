"""Diagnoses as coders write them."""


def with_point(code: str, at: int = 3) -> str:
    """A diagnosis with its point behind so many characters; one that has it stays as it is.

    >>> with_point("M1611"), with_point("R52"), with_point("M16.11")
    ('M16.11', 'R52', 'M16.11')
    """
    return code if "." in code or len(code) <= at else f"{code[:at]}.{code[at:]}"
