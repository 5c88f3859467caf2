"""Jobs beside the window: each failure is told in one sentence."""

import pytest
from pytestqt.qtbot import QtBot

from app.coding.errors import InputError
from app.desktop.imports.work import BROKEN, Work
from app.desktop.widgets.attempt import attempt


def raising(error: Exception) -> None:
    raise error


def test_a_job_that_was_done_leaves_nothing_to_say() -> None:
    assert attempt(lambda: None, "It failed", "broken") == ""


def test_a_declared_error_is_told_by_its_sentence() -> None:
    assert attempt(lambda: raising(InputError("Give a code.")), "It failed", "broken") == "Give a code."


def test_an_error_of_a_file_is_told_in_the_words_of_the_job() -> None:
    def say(error: OSError) -> str:
        return f"not written: {error.strerror}"

    told = attempt(lambda: raising(OSError(28, "No space left")), "It failed", "broken", say)
    assert told == "not written: No space left"


@pytest.mark.expects_log("It failed")
def test_an_error_of_a_file_is_a_fault_where_the_job_has_no_words_for_it() -> None:
    assert attempt(lambda: raising(OSError(5, "Input/output error")), "It failed", "broken") == "broken"


@pytest.mark.expects_log("Work beside the window failed")
def test_who_waits_for_work_hears_of_a_fault_in_it(qtbot: QtBot) -> None:
    work = Work()
    with qtbot.waitSignal(work.failed) as told:
        work.start(lambda: raising(ZeroDivisionError()))
    assert told.args == [BROKEN]
