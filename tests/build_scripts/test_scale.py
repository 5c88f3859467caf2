"""What the proof of many claims stands on: seeded claims, a digest that forgives order, packages by hash."""

from __future__ import annotations

import re
import sys
import tomllib
from collections import Counter
from pathlib import Path

import msgspec
import pytest

from app.batch.scope import is_outside
from app.claims.record import read_claim
from app.library.library import Library
from app.library.shelf.shelf import Shelf
from app.library.shelf.travel import open_whole
from app.review import review
from build_scripts.scale import environment, roads
from build_scripts.scale.__main__ import go
from build_scripts.scale.claims import SHARE_WITHIN, claims
from build_scripts.scale.digest import Digest, rows_of_review
from build_scripts.scale.environment import ScaleError
from build_scripts.scale.roads import Arrival, Place
from build_scripts.scale.shelf import QUARTERS, make_shelf

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements", "build-requirements")
PIN = re.compile(r"^([a-z0-9-]+)==([^\s;#\\]+)", re.MULTILINE)


def pins(path: Path) -> dict[str, str]:
    return dict(PIN.findall(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", LOCKS)
def test_every_package_of_the_engines_is_pinned_with_hashes(name: str) -> None:
    folder = environment.HERE
    asked, locked = pins(folder / f"{name}.in"), pins(folder / f"{name}.txt")
    assert asked.items() <= locked.items()
    entries = (folder / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", entry) for entry in entries)


def test_the_engines_have_the_record_library_of_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert f"msgspec=={pins(environment.HERE / 'requirements.txt')['msgspec']}" in project["dependencies"]


def test_the_same_seed_gives_the_same_claims_and_another_others() -> None:
    assert list(claims(200)) == list(claims(200))
    assert list(claims(200)) != list(claims(200, seed=2))


def test_the_claims_are_read_and_few_concern_needlepoint_and_some_are_split(small_library: Library) -> None:
    covered = small_library.covered_codes
    assert covered is not None
    found = [read_claim(text) for text in claims(8_000)]
    assert [claim.reference for claim in found] == [str(number) for number in range(1, 8_001)]
    within = sum(not is_outside(claim, covered) for claim in found)
    assert SHARE_WITHIN / 2 < within / len(found) < SHARE_WITHIN * 2
    split = Counter(
        (claim.patient, claim.date_of_service) for claim in found if not is_outside(claim, covered)
    )
    assert max(split.values()) == 2


def review_rows(library: Library) -> list[tuple[object, ...]]:
    record = msgspec.to_builtins(review(library.examples()[0].claim, library))
    return list(rows_of_review("1", record, None, outside=False))


def digest_of(rows: list[tuple[object, ...]]) -> str:
    found = Digest()
    found.add(rows)
    return str(found)


def test_a_digest_forgives_another_order_and_nothing_else(small_library: Library) -> None:
    rows = review_rows(small_library)
    assert digest_of(rows[::-1]) == digest_of(rows)
    assert digest_of(rows[1:]) != digest_of(rows)
    assert digest_of([*rows, rows[0]]) != digest_of(rows)
    for number, row in enumerate(rows):
        for at in range(len(row)):
            changed = (*row[:at], "other", *row[at + 1 :])
            assert digest_of([*rows[:number], changed, *rows[number + 1 :]]) != digest_of(rows)


def test_a_claim_outside_differs_from_one_that_was_not_checked() -> None:
    record = {"outcome": "incomplete", "flags": [], "checked": [], "not_checked": [], "editions": []}
    outside = list(rows_of_review("1", record, None, outside=True))
    assert digest_of(outside) != digest_of(list(rows_of_review("1", record, None, outside=False)))


def test_the_shelf_has_a_table_for_each_quarter(tmp_path: Path) -> None:
    shelf: Shelf = open_whole(make_shelf(tmp_path))
    assert [edition.source for edition in shelf.editions] == ["ncci-mue"] * len(QUARTERS)
    shelf.close()


PLACE = Place(Path(sys.executable), Path("nowhere"))
PLAN = "ReadSchema: struct<reference:string,date_of_service:date>"


def travel(monkeypatch: pytest.MonkeyPatch, *, spark: str = "a", duckdb: str = "b", plan: str = PLAN) -> None:
    """Let the roads come to these digests: "a" beside other claims and "b" alone is right."""

    def by_spark(_place: Place, *options: str) -> Arrival:
        return Arrival("Spark", 1, "b" if "--alone" in options else spark, plan, Path("reviews"))

    monkeypatch.setattr(roads, "spark", by_spark)
    monkeypatch.setattr(roads, "duckdb", lambda _place: Arrival("DuckDB", 1, duckdb))
    monkeypatch.setattr(roads, "command_line", lambda _place, jobs: Arrival(f"jobs {jobs}", 1, "a"))
    monkeypatch.setattr(roads, "each_alone", lambda _place: Arrival("one", 1, "b"))


def count_marks(monkeypatch: pytest.MonkeyPatch, in_reviews: int) -> None:
    marks = {PLACE.table: 20, Path("reviews"): in_reviews}
    monkeypatch.setattr(environment, "run", lambda *words: f"20 {marks[words[3]]}")


def test_roads_that_agree_are_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    travel(monkeypatch)
    count_marks(monkeypatch, 0)
    assert [arrival.digest for arrival in go(PLACE)] == ["a", "a", "a", "b", "b", "b"]


@pytest.mark.parametrize("wrong", [{"spark": "c"}, {"duckdb": "a"}])
def test_one_road_that_comes_to_another_digest_fails_the_proof(
    wrong: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    travel(monkeypatch, **wrong)
    with pytest.raises(ScaleError, match=r"^These do not agree: .*(Spark|DuckDB)"):
        go(PLACE)


@pytest.mark.parametrize("plan", [PLAN.replace(">", ",patient_name:string>"), ""])
def test_a_plan_that_reads_names_or_says_nothing_fails_the_proof(
    plan: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    travel(monkeypatch, plan=plan)
    count_marks(monkeypatch, 0)
    with pytest.raises(ScaleError, match="The plan of Spark"):
        go(PLACE)


def test_a_name_in_the_reviews_fails_the_proof(monkeypatch: pytest.MonkeyPatch) -> None:
    travel(monkeypatch)
    count_marks(monkeypatch, 1)
    with pytest.raises(ScaleError, match=r"^1 marks of names"):
        go(PLACE)


def test_a_machine_without_java_is_told_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(ScaleError, match="default-jre-headless"):
        environment.check_java()


def test_a_job_that_fails_is_named(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    job = tmp_path / "job.py"
    job.write_text("raise SystemExit('It went wrong.')", encoding="utf-8")
    with pytest.raises(ScaleError, match=r"^job\.py failed"):
        environment.run(Path(sys.executable), job)
    assert "It went wrong." in capsys.readouterr().err
