"""Whatever `check` is given: a message is one short line that names the file once and nothing in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app import __main__ as program
from tests.claims.test_foreign import NAME, x12
from tests.claims.test_names_left import FILES, MARK
from tests.commands.test_checking import GOOD

FILE = "given-1.dat"
TABLE = f"""\
claim,date_of_service,place_of_service,payer,reference,code,modifiers,units,diagnoses,documentation.signed
1,2026-09-15,11,medicare,{NAME},20610,RT,1,M16.11,yes
1,,,,,77002,26,1,M16.11,
2,09/15/2026,{NAME},{NAME},,{NAME},{NAME},{NAME},{NAME},{NAME}
"""
DECISION = {"rule": "ptp-pair", "line": 1, "state": "accepted", "reason": NAME, "by": NAME}
NAMED = GOOD | {"schema": 2, "reference": NAME, "dispositions": [DECISION]}
SEEDS = [
    json.dumps(NAMED).encode(),
    json.dumps(NAMED, indent=2).encode(),
    "\n".join([json.dumps(NAMED)] * 3).encode(),
    TABLE.encode(),
    TABLE.replace(",", "\t").encode(),
    TABLE.partition("\n")[2].encode(),
    f"Patient Name,DOS,CPT,Units\n{NAME},3/2/2026,20610,1\n".encode(),
    x12("005010X222A1", "837").encode(),
    x12("005010X222A1", "837", end="~\n").encode(),
    json.dumps({"resourceType": "Claim", "patient": {"display": NAME}}).encode(),
    json.dumps([NAMED]).encode(),
    TABLE.encode("utf-16"),
    NAME.encode() * 200,
]
SEEDS += [
    FILES[name]().replace(MARK.encode(), NAME.encode())
    for name in ("claims.837", "stays.837", "corrected.835", "fhir.ndjson", "fhir.json")
]
WRONG_VALUES = [NAME, [NAME], {NAME: NAME}, 1.5, None, [[[[NAME]]]], f"{NAME}\n" * 50]


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """A file of some kind, cut, spliced, with bytes changed."""
    content = bytearray(draw(st.sampled_from(SEEDS)))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, max(len(content) - 1, 0)))
        way = draw(st.integers(0, 3))
        if way == 0:
            content[at : at + 1] = bytes([draw(st.integers(0, 255))])
        elif way == 1:
            del content[at : at + draw(st.integers(1, 40))]
        elif way == 2:
            content[at:at] = draw(st.binary(max_size=8))
        else:
            del content[at:]
    return bytes(content)


@st.composite
def wrong_claims(draw: st.DrawFn) -> bytes:
    """A claim with a name where something else belongs, as JSON."""
    claim = json.loads(json.dumps(GOOD))
    for _ in range(draw(st.integers(1, 3))):
        holder = draw(st.sampled_from([claim, claim["lines"][0] if claim["lines"] else claim, claim]))
        key = draw(st.sampled_from([*holder, NAME]))
        if key not in ("lines", "documentation"):
            holder[key] = draw(st.sampled_from(WRONG_VALUES))
    return json.dumps(claim).encode()


@pytest.fixture(scope="module")
def book(reference_db: Path) -> Path:
    return reference_db.parent


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@example(content=SEEDS[0], form=[])
@example(content=SEEDS[3], form=["--csv"])
@example(content=SEEDS[5], form=[])
@example(content=SEEDS[6], form=[])
@example(content=SEEDS[7], form=[])
@example(content=SEEDS[9], form=[])
@example(content=SEEDS[13], form=["--json"])
@example(content=SEEDS[15], form=[])
@example(content=SEEDS[16], form=["--json"])
@given(
    content=damaged() | wrong_claims() | st.binary(max_size=200),
    form=st.sampled_from([[], ["--json"], ["--csv"]]),
)
def test_any_file_is_answered_without_a_word_of_it(
    content: bytes,
    form: list[str],
    book: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(program, "RESOURCES", book)
    monkeypatch.chdir(tmp_path)
    Path(FILE).write_bytes(content)
    capsys.readouterr()
    status = program.main(["check", FILE, *form])
    out, err = capsys.readouterr()
    assert status in (0, 1, 2, 3), err
    assert NAME.lower() not in (out + err).lower()
    for message in err.splitlines():
        assert message.startswith("needlepoint: ")
        assert len(message) <= 300
        assert message.count(FILE) == 1
        assert message.isprintable()


def test_a_file_with_a_long_name_is_named_once_and_in_short(
    tmp_path: Path, reference_db: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "RESOURCES", reference_db.parent)
    monkeypatch.chdir(tmp_path)
    name = "n" * 240 + ".csv"
    Path(name).write_text(TABLE.replace("77002", "x" * 500), encoding="utf-8")
    assert program.main(["check", name]) == 2
    for message in capsys.readouterr().err.splitlines():
        assert len(message) <= 300
        assert message.count(".csv") == 1
