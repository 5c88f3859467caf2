"""The words of the flags are approved text: a change shows as a difference to read."""

import difflib

import pytest

from build_scripts.flag_texts import FILE, RENEW, flag_texts


def test_flags_say_what_was_approved() -> None:
    approved, said = FILE.read_text("utf-8"), flag_texts()
    if said != approved:
        lines = difflib.unified_diff(
            approved.splitlines(), said.splitlines(), "approved", "said", "", "", 2, ""
        )
        pytest.fail(
            "\n".join(("The words of flags changed.", *lines, f"Read this, then renew: {RENEW}")),
            pytrace=False,
        )
