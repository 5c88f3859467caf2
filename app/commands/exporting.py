"""checklist: the review of a claim as a PDF."""

import sys
from argparse import Namespace

from app.checklist import Options, render
from app.claims.claim_files import only_claim
from app.claims.identifiers import identifiers
from app.coding.errors import InputError
from app.coding.files import write_whole
from app.commands.installation import Installation
from app.commands.review_text import OUTCOMES, summary
from app.review import review


def checklist(arguments: Namespace, installation: Installation) -> int:
    """Write the checklist. What looks like a patient's name or number is pointed out, never refused."""
    claim = only_claim(arguments.file)
    library = installation.library
    options = Options(
        paper=arguments.paper,
        review_type=arguments.review_type,
        attach_claim=not arguments.no_claim,
        quarter_only=arguments.quarter,
    )
    result = review(claim, library)
    pdf = render(result, claim, library, options)
    try:
        write_whole(arguments.output, pdf)
    except OSError as error:
        problem = f"{arguments.output} cannot be written ({error.strerror}). Choose another place."
        raise InputError(problem) from None
    for found in identifiers(claim):
        print(f"needlepoint: {found.sentence()}", file=sys.stderr)
    print(f"{arguments.output}: {OUTCOMES[result.outcome]}. {summary(result)}.")
    return 0
