"""Paths of fields in a claim record, and errors that carry one."""

import pickle

from app.coding.errors import InputError
from app.coding.field_path import field_name, line_index, line_path, sentence_in_line


def test_a_path_into_a_line_tells_its_line_and_its_field() -> None:
    path = line_path(3, "modifiers[1]")
    assert (line_index(path), field_name(path)) == (3, "modifiers")


def test_a_field_of_the_whole_claim_is_of_no_line() -> None:
    assert line_index("documentation.signed") is None
    assert line_index(None) is None


def test_an_error_begins_with_the_path_of_its_field() -> None:
    assert str(InputError("give a whole number.", "lines[2].units")) == "lines[2].units: give a whole number."


def test_an_error_of_no_field_is_its_sentence() -> None:
    error = InputError("The file is empty.")
    assert sentence_in_line(error) == str(error)


def test_an_error_of_another_process_is_the_same() -> None:
    """Workers send theirs to the process that asked."""
    sent = InputError("give a whole number.", "lines[2].units")
    came = pickle.loads(pickle.dumps(sent))
    assert (str(came), came.field, came.sentence) == (str(sent), sent.field, sent.sentence)
