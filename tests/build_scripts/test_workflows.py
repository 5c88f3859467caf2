"""The workflows pin what they run, hold no more rights than they need, and run where runners still are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from build_scripts.package.__main__ import FORMATS

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.y*ml"))
CONTENTS = {path.name: yaml.safe_load(path.read_text(encoding="utf-8")) for path in FILES}
JOBS = [(name, job) for name, content in CONTENTS.items() for job in content["jobs"]]
RUNNERS = {
    "ubuntu-22.04", "ubuntu-24.04", "ubuntu-24.04-arm",
    "windows-2022", "windows-2025", "macos-15", "macos-15-intel",
}  # fmt: skip
WRITERS = {("release.yml", "draft"): {"contents": "write", "id-token": "write", "attestations": "write"}}


def job_of(file: str, name: str) -> dict[str, Any]:
    return dict(CONTENTS[file]["jobs"][name])


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    """Every step with the name of its file and job."""
    for file, name in JOBS:
        for step in job_of(file, name)["steps"]:
            yield f"{file}: {name}", step


def runners(job: dict[str, Any]) -> list[str]:
    """The runners of a job, those of its matrix where it has one."""
    matrix = job.get("strategy", {}).get("matrix", {})
    return [str(job["runs-on"])] if "os" not in matrix else list(matrix["os"])


def test_there_are_the_two_workflows() -> None:
    assert sorted(CONTENTS) == ["ci.yml", "release.yml"]


def test_every_action_is_pinned_by_a_whole_commit_with_its_version_beside_it() -> None:
    lines = [line.strip() for path in FILES for line in path.read_text(encoding="utf-8").splitlines()]
    used = [line.removeprefix("- ") for line in lines if line.removeprefix("- ").startswith("uses:")]
    assert len(used) == len([step for _, step in steps() if "uses" in step])
    assert all(re.fullmatch(r"uses: [\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", line) for line in used)


def test_one_action_has_one_commit() -> None:
    pins: dict[str, set[str]] = {}
    for _, step in steps():
        if "uses" in step:
            action, commit = step["uses"].split("@")
            pins.setdefault(action, set()).add(commit)
    assert all(len(commits) == 1 for commits in pins.values())


def test_no_checkout_leaves_its_credentials_behind() -> None:
    checkouts = [step for _, step in steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


@pytest.mark.parametrize("file", CONTENTS)
def test_a_workflow_may_only_read(file: str) -> None:
    assert CONTENTS[file]["permissions"] == {"contents": "read"}


@pytest.mark.parametrize(("file", "name"), JOBS)
def test_a_job_has_a_time_limit_a_runner_that_is_there_and_no_more_rights_than_it_needs(
    file: str, name: str
) -> None:
    job = job_of(file, name)
    assert 0 < job["timeout-minutes"] <= 90
    found = runners(job) + [row["os"] for row in job.get("strategy", {}).get("matrix", {}).get("include", ())]
    assert set(found) <= RUNNERS
    assert job.get("permissions", {}) == WRITERS.get((file, name), {})


def test_secrets_reach_only_the_step_that_uses_them_in_jobs_of_the_release_environment() -> None:
    for file, name in JOBS:
        job = job_of(file, name)
        outside = {key: value for key, value in job.items() if key != "steps"}
        assert "secrets." not in str(outside)
        for step in job["steps"]:
            if "secrets." in str(step):
                assert job["environment"] == "release"
                assert "secrets." not in str({key: value for key, value in step.items() if key != "env"})


def test_each_signing_step_says_so_when_it_has_no_secret() -> None:
    signing = [step for _, step in steps() if "secrets." in str(step)]
    assert len(signing) == 5
    assert all(
        "::notice::" in step["run"] and re.search(r"not (signed|notarized)", step["run"]) for step in signing
    )


def test_nothing_of_an_event_is_written_into_a_script() -> None:
    for place, step in steps():
        assert "${{" not in step.get("run", ""), place


def test_every_artifact_that_holds_a_program_is_a_tar() -> None:
    uploads = [step["with"]["path"] for _, step in steps() if "upload-artifact" in step.get("uses", "")]
    assert set(uploads) == {"sameness.txt", "needlepoint.tar.gz", "packages.tar", "folder.tar"}


@pytest.mark.parametrize("file", CONTENTS)
def test_verapdf_looks_at_every_kind_of_pdf_under_both_standards(file: str) -> None:
    job = job_of(file, "checklists")
    scripts = "\n".join(step.get("run", "") for step in job["steps"])
    assert scripts.index("build_scripts.sample_checklists pdfs") < scripts.index("for standard in ua1 3a")
    (image,) = (step["env"]["VERAPDF"] for step in job["steps"] if "env" in step)
    assert re.fullmatch(r"verapdf/cli:v[\d.]+@sha256:[0-9a-f]{64}", image)


def test_digests_of_every_system_are_compared() -> None:
    systems, same = job_of("ci.yml", "systems"), job_of("ci.yml", "same")
    assert same["needs"] == "systems"
    uploaded = [step["with"]["name"] for step in systems["steps"] if "sameness" in str(step.get("with"))]
    assert uploaded == ["sameness-${{ matrix.os }}-${{ matrix.python }}"]
    assert any("diff " in step.get("run", "") for step in same["steps"])


def test_a_draft_waits_for_the_checks_and_every_package_and_sums_and_attests_them() -> None:
    draft = job_of("release.yml", "draft")
    assert set(draft["needs"]) == CONTENTS["release.yml"]["jobs"].keys() - {"tag", "draft"}
    script = "\n".join(step.get("run", "") for step in draft["steps"])
    assert script.index("sums.py") < script.index("gh release create")
    assert "--draft" in script
    (attest,) = (step for step in draft["steps"] if "attest-build-provenance" in step.get("uses", ""))
    assert attest["with"] == {"subject-checksums": "dist/SHA256SUMS"}


def test_a_release_builds_each_format_that_there_is() -> None:
    scripts = "\n".join(step.get("run", "") for place, step in steps() if place.startswith("release.yml"))
    packing = "\n".join(line for line in scripts.splitlines() if "dev.py package" in line)
    assert set(re.findall(r"--format (\w+)", packing)) == set(FORMATS)
