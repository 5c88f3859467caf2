"""checklist: the review of a claim as a PDF."""

import io
from argparse import Namespace
from pathlib import Path

from app.checklist import Options, render
from app.checklist.wording import outcome_words, summary
from app.claims.decisions import codes_of, stand
from app.claims.identifiers import identifiers
from app.claims.source import file_note
from app.coding.errors import InputError
from app.coding.file_heads import PDF
from app.coding.files import write_whole
from app.coding.sentences import complain, shown_name
from app.commands.installation import Installation
from app.commands.tables import one_claim
from app.review import review


def checklist(arguments: Namespace, installation: Installation) -> int:
    """Write the checklist. What looks like a patient's name or number is pointed out, never refused."""
    claim = one_claim(arguments.file, installation, arguments.claim)
    _keep_what_is_no_pdf(arguments.output)
    library = installation.library
    options = Options(
        paper=arguments.paper,
        review_type=arguments.review_type,
        attach_claim=not arguments.no_claim,
        quarter_only=arguments.quarter,
    )
    result = review(claim, library)
    standing = stand(result.flags, claim.dispositions, codes_of(claim))
    pdf = render(result, claim, library, options)
    try:
        write_whole(arguments.output, pdf)
    except OSError as error:
        reason = f"{shown_name(arguments.output)} cannot be written ({error.strerror})"
        raise InputError(f"{reason}. Choose another place.") from None
    if note := file_note(claim):
        complain(f"{shown_name(arguments.output)}: {note}")
    for found in identifiers(claim):
        complain(found.sentence())
    print(f"{shown_name(arguments.output)}: {outcome_words(result)}. {summary(result, standing)}.")
    return 0


def _keep_what_is_no_pdf(output: Path) -> None:
    """Raise InputError where the checklist would replace another kind of file, such as its claim."""
    try:
        with output.open("rb") if output.is_file() else io.BytesIO() as file:
            begins = file.read(len(PDF))
    except OSError:
        return  # writing says what is wrong with the place
    if begins and begins != PDF:
        raise InputError(f"{shown_name(output)} is there and is no PDF. Choose another name.")
