"""verify: a checklist is the same, was changed, or is reviewed differently today."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdf
import pytest
from pypdf.annotations import FreeText
from pypdf.generic import ArrayObject, DecodedStreamObject, NameObject, NumberObject

from app.checklist import reopen
from app.checklist.reopening import sealed_claim
from app.claims.record import write_claim
from tests.commands.conftest import Cli
from tests.commands.test_checking import ALONE, GOOD, written

SAME = "Same. Claim, review, editions and pages are as exported."


def rewritten(source: str, target: str, old: str = "", new: str = "") -> None:
    """Copy a checklist as another program would, with a text of the claim inside replaced."""
    reader = pypdf.PdfReader(source)
    writer = pypdf.PdfWriter()
    for page in reader.pages:
        writer.add_page(page)
    content = reader.attachments["claim.json"][0].decode().replace(old, new)
    writer.add_attachment("claim.json", content.encode())
    with Path(target).open("wb") as stream:
        writer.write(stream)


def add_note(writer: pypdf.PdfWriter) -> None:
    writer.add_annotation(0, FreeText(text="All clean", rect=(50, 550, 200, 650)))


def add_blank_page(writer: pypdf.PdfWriter) -> None:
    writer.add_blank_page()


@pytest.mark.parametrize("options", [[], ["--paper", "a4", "--review-type", "post-bill"]])
@pytest.mark.parametrize("claim", [ALONE, GOOD])
def test_as_exported_it_is_the_same(cli: Cli, claim: dict[str, object], options: list[str]) -> None:
    assert cli("checklist", written("a.json", claim), "-o", "a.pdf", *options).status == 0
    done = cli("verify", "a.pdf")
    assert (done.status, done.err) == (0, "")
    assert done.out == f"a.pdf: {SAME}\n"
    assert json.loads(cli("verify", "a.pdf", "--json").out)["state"] == "same"


@pytest.mark.parametrize("decisions", [[], [{"rule": "addon-without-primary", "line": 1, "state": "fixed"}]])
def test_reopening_says_that_it_is_the_same(cli: Cli, decisions: list[dict[str, object]]) -> None:
    claim = {**ALONE, "schema": 2, "dispositions": decisions} if decisions else ALONE
    cli("checklist", written("a.json", claim), "-o", "a.pdf")
    said = f"needlepoint: a.pdf: {SAME}\n"
    assert cli("reopen", "a.pdf").err == said
    done = cli("reopen", "a.pdf", "--json")
    assert (done.err, json.loads(done.out)["schema"]) == (said, 1)
    assert cli("reopen", "a.pdf", "--claim").err == ""


def test_reopening_what_has_no_digest_says_that_nothing_was_compared(cli: Cli) -> None:
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("claim.json", json.dumps(ALONE).encode())
    with Path("b.pdf").open("wb") as stream:
        writer.write(stream)
    assert cli("reopen", "b.pdf").err == (
        "needlepoint: b.pdf: Not compared. It was exported without a digest.\n"
    )


def test_the_digest_stands_in_the_claim_and_on_the_pages(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    pdf = Path("a.pdf").read_bytes()
    claim = sealed_claim(pdf, "a.pdf")
    assert claim.checklist is not None
    pages = pypdf.PdfReader("a.pdf").pages
    assert all(f"content {claim.checklist.digest[:12]}" in page.extract_text() for page in pages)
    assert b"checklist" not in write_claim(reopen(pdf, "a.pdf"))


def test_a_claim_changed_inside_is_noticed(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    rewritten("a.pdf", "b.pdf", "R22.41", "R22.42")
    done = cli("verify", "b.pdf")
    assert (done.status, done.out) == (
        1,
        "b.pdf: Changed. The claim inside is not the one that was exported.\n",
    )
    assert "b.pdf: Changed." in cli("reopen", "b.pdf").err


def test_a_claim_with_a_digest_of_its_own_does_not_fit_the_pages(cli: Cli) -> None:
    for name, claim in (("a", ALONE), ("b", GOOD)):
        cli("checklist", written(f"{name}.json", claim), "-o", f"{name}.pdf")
    pages = pypdf.PdfWriter(clone_from="a.pdf")
    inside = pypdf.PdfReader("b.pdf").attachments["claim.json"][0]
    mixed = pypdf.PdfWriter()
    for page in pages.pages:
        mixed.add_page(page)
    mixed.add_attachment("claim.json", inside)
    out = io.BytesIO()
    mixed.write(out)
    Path("c.pdf").write_bytes(out.getvalue())
    assert "The checksum on the pages is not that of the claim inside." in cli("verify", "c.pdf").out


def test_pages_that_say_something_else_are_noticed(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    rewritten("a.pdf", "b.pdf")
    assert cli("verify", "b.pdf").status == 0
    writer = pypdf.PdfWriter(clone_from="b.pdf")
    writer.add_page(writer.pages[0])
    with Path("c.pdf").open("wb") as stream:
        writer.write(stream)
    assert "The pages say something else" in cli("verify", "c.pdf").out


@pytest.mark.parametrize("put", [add_note, add_blank_page])
def test_what_was_put_on_the_pages_is_noticed(cli: Cli, put: Callable[[pypdf.PdfWriter], None]) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    writer = pypdf.PdfWriter(clone_from="a.pdf")
    put(writer)
    with Path("b.pdf").open("wb") as stream:
        writer.write(stream)
    done = cli("verify", "b.pdf")
    assert (done.status, done.out.split(". ")[0]) == (1, "b.pdf: Changed")


def paint_a_box(writer: pypdf.PdfWriter) -> None:
    page = writer.pages[0]
    contents = DecodedStreamObject()
    drawn = page.get_contents()
    assert drawn is not None
    contents.set_data(b"q " + drawn.get_data() + b" Q 1 1 1 rg 50 500 300 80 re f")
    page[NameObject("/Contents")] = writer._add_object(contents)


def show_a_part(writer: pypdf.PdfWriter) -> None:
    writer.pages[0].cropbox.upper_right = (300, 300)


def change_a_font(writer: pypdf.PdfWriter) -> None:
    fonts: Any = writer.pages[0]["/Resources"]["/Font"]  # type: ignore[index]  # a dictionary here
    for font in fonts.values():
        for below in font.get_object().get("/DescendantFonts", ()):
            described = below.get_object()["/FontDescriptor"]
            (key,) = [each for each in described if each.startswith("/FontFile")]
            other = DecodedStreamObject()
            other.set_data(b"another font")
            described[NameObject(key)] = writer._add_object(other)


@pytest.mark.parametrize("alter", [paint_a_box, show_a_part, change_a_font])
def test_pages_with_the_same_words_drawn_otherwise_are_noticed(
    cli: Cli, alter: Callable[[pypdf.PdfWriter], None]
) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    writer = pypdf.PdfWriter(clone_from="a.pdf")
    alter(writer)
    writer.write("b.pdf")
    done = cli("verify", "b.pdf")
    assert (done.status, "the pages are drawn otherwise" in done.out) == (1, True)


def test_a_file_that_another_program_packed_anew_is_the_same(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    writer = pypdf.PdfWriter(clone_from="a.pdf")
    writer.add_metadata({"/Title": "Checklist"})
    for page in writer.pages:
        page.compress_content_streams()
    writer.write("b.pdf")
    assert Path("b.pdf").read_bytes() != Path("a.pdf").read_bytes()
    assert cli("verify", "b.pdf").out == f"b.pdf: {SAME}\n"


def fill_in(source: str, target: str, **values: str) -> None:
    """Fill a form as a viewer does."""
    writer = pypdf.PdfWriter(clone_from=source)
    for page in writer.pages:
        writer.update_page_form_field_values(
            page, {name.replace("_", "-"): value for name, value in values.items()}, auto_regenerate=False
        )
    writer.write(target)


def test_a_form_that_was_filled_in_is_the_same_and_says_so(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    fill_in("a.pdf", "b.pdf", reviewer_name="A. Coder", line_1_agree_yes="/Yes")
    done = cli("verify", "b.pdf")
    assert (done.status, done.out) == (
        0,
        f"b.pdf: {SAME} 2 fields of the form are filled in; the review says nothing of that.\n",
    )
    assert json.loads(cli("verify", "b.pdf", "--json").out)["filled"] == 2
    fill_in("b.pdf", "c.pdf", reviewer_name="", line_1_agree_yes="/Off")
    assert json.loads(cli("verify", "c.pdf", "--json").out)["filled"] == 0


def test_a_claim_changed_inside_a_form_that_was_filled_in_is_noticed(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    fill_in("a.pdf", "b.pdf", reviewer_name="A. Coder")
    rewritten("b.pdf", "c.pdf", "R22.41", "R22.42")
    assert (
        cli("verify", "c.pdf").out == "c.pdf: Changed. The claim inside is not the one that was exported.\n"
    )


def test_a_field_that_was_moved_is_noticed(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    writer = pypdf.PdfWriter(clone_from="a.pdf")
    field = writer.pages[0]["/Annots"][0].get_object()  # type: ignore[index]  # a dictionary here
    field[NameObject("/Rect")] = ArrayObject(NumberObject(each) for each in (50, 500, 300, 560))
    writer.write("b.pdf")
    assert "The form on the pages is not the one that was exported." in cli("verify", "b.pdf").out


def test_a_review_that_differs_today_is_told_apart(cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.checklist import seal

    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    monkeypatch.setattr(seal, "editions_used", lambda _review, _reference: ())
    done = cli("verify", "a.pdf")
    assert done.status == 1
    assert done.out.startswith("a.pdf: Reviewed differently today. The claim is the one exported;")
    assert "Reviewed differently today" in cli("reopen", "a.pdf", "--json").err


def test_what_cannot_be_compared(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf", "--no-claim")
    assert cli("verify", "a.pdf").status == 2
    writer = pypdf.PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("claim.json", json.dumps(ALONE).encode())
    with Path("b.pdf").open("wb") as stream:
        writer.write(stream)
    done = cli("verify", "b.pdf")
    assert (done.status, done.out) == (2, "")
    assert "exported without a digest" in done.err
    assert cli("verify", "gone.pdf").status == 2


def test_a_second_claim_added_by_another_program_is_refused(cli: Cli) -> None:
    cli("checklist", written("a.json", ALONE), "-o", "a.pdf")
    writer = pypdf.PdfWriter(clone_from="a.pdf")
    writer.add_attachment("claim.json", json.dumps(GOOD).encode())
    with Path("b.pdf").open("wb") as stream:
        writer.write(stream)
    for command in ("verify", "reopen"):
        done = cli(command, "b.pdf")
        assert (done.status, done.out) == (2, "")
        assert "it is there more than once" in done.err
