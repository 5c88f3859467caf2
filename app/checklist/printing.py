"""From the record to the PDF: PDF/A-3a and PDF/UA-1 with a form, the same bytes for the same record."""

import functools
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from app.checklist.fields import FormField, form_fields
from app.checklist.files import (
    FONTS,
    LETTER_TEMPLATE,
    REPORT_TEMPLATE,
    SEVERAL_TEMPLATE,
    SUMMARY_TEMPLATE,
    TEMPLATE,
)
from app.checklist.form import finish
from app.checklist.options import Options
from app.checklist.record import Record, Records
from app.claims.naming import file_stem
from app.coding.claim import Claim
from app.coding.errors import InstallationError
from app.coding.findings import Review
from app.coding.library import Names

if TYPE_CHECKING:
    import typst

    from app.checklist.letter import Letter
    from app.checklist.report import Report
    from app.checklist.summary import Summary

_STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-3a"]
_DEFAULT = Options()
_NO_FIELDS: Mapping[str, FormField] = {}
_one_at_a_time = threading.Lock()


def render(review: Review, claim: Claim, reference: Names, options: Options = _DEFAULT) -> bytes:
    """The checklist of a review as a PDF. Raises InstallationError when the template or a font is missing."""
    from app.checklist.composition import compose  # brings the rule book, which the claim form can do without

    return print_record(compose(review, claim, reference, options))


def print_record(record: Record) -> bytes:
    """Set a record with the template."""
    return _set(TEMPLATE, record, "checklist", form_fields([record]))


def render_several(
    reviews: Sequence[tuple[Review, Claim]], reference: Names, options: Options = _DEFAULT
) -> bytes:
    """The checklists of several claims, at least one, as one PDF. Raises as `render` does."""
    from app.checklist.composition import compose

    records = [compose(review, claim, reference, options) for review, claim in reviews]
    attached = tuple(
        msgspec.structs.replace(file, name=f"claim-{number}.json")
        for number, record in enumerate(records, 1)
        for file in record.attachments
    )
    several = Records(
        document_title=f"{records[0].document_title}, {len(records)} claims",
        document_date=max(record.document_date for record in records),
        program=records[0].program,
        records=tuple(
            msgspec.structs.replace(record, attachments=(), form=f"claim-{number}-")
            for number, record in enumerate(records, 1)
        ),
        attachments=attached,
    )
    fields = form_fields(several.records)
    return _set(SEVERAL_TEMPLATE, several, "file of checklists", fields)


def print_summary(summary: "Summary") -> bytes:
    """The summary of a worklist as a PDF. Raises as `render` does."""
    return _set(SUMMARY_TEMPLATE, summary, "summary")


def print_report(report: "Report") -> bytes:
    """A report of sections as a PDF. Raises as `render` does."""
    return _set(REPORT_TEMPLATE, report, "report")


def print_letter(letter: "Letter") -> bytes:
    """A letter as a PDF. Raises as `render` does."""
    return _set(LETTER_TEMPLATE, letter, "letter")


def _set(template: Path, record: Struct, what: str, fields: Mapping[str, FormField] = _NO_FIELDS) -> bytes:
    """Set a record with a template. A warning is a failure: it means another face in print."""
    import typst

    try:
        with _one_at_a_time:
            compiler = _compiler(template)
            source = _source(template, record)
            pdf, warnings = compiler.compile_with_warnings(input=source, pdf_standards=_STANDARDS)
    except typst.TypstError as error:
        raise _failure(what, error.message) from None  # its diagnostic quotes the source, which is the claim
    if warnings or not isinstance(pdf, bytes):
        raise _failure(what, warnings[0].message if warnings else "it has no page")
    try:
        return finish(pdf, fields)
    except ValueError as error:
        raise _failure(what, str(error)) from error


def _source(template: Path, record: Struct) -> bytes:
    """What Typst sets: the template's function on a record, which is a text of JSON and never markup.

    An input of the typesetter would take twice the time: it keeps nothing over a change of inputs.
    """
    text = msgspec.json.encode(record).replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    return b'#import "%b": print\n#print(json(bytes("%b")))\n' % (template.name.encode(), text)


def _failure(what: str, reason: str) -> InstallationError:
    return InstallationError(f"The {what} could not be made: {reason}. Install Needlepoint again.")


@functools.cache
def _compiler(template: Path) -> "typst.Compiler":
    """The typesetter, kept because its second job takes a fifth of the first. It knows only our fonts."""
    import typst

    if not template.is_file():
        raise InstallationError("The checklist template is missing. Install Needlepoint again.")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
    return typst.Compiler(template, root=template.parent, font_paths=fonts)


def load_typesetter() -> None:
    """Load what sets a checklist, so that the first one waits less. Raises as `render` does."""
    _compiler(TEMPLATE)


def file_name(claim: Claim, options: Options = _DEFAULT) -> str:
    """The name of the PDF that is proposed: checklist-<reference>.pdf, or checklist.pdf; see `file_stem`.

    A checklist that keeps the date to itself has no date in its name either.
    """
    return file_stem("checklist", claim, dated=not options.quarter_only) + ".pdf"
