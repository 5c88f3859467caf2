"""A report without a signature."""

from collections.abc import Iterator

from app.coding.claim import Claim
from app.coding.facts import Facts
from app.coding.findings import Finding
from app.coding.reasons import Unchecked
from app.rules.engine.rule import Cite, rule
from app.rules.lookups.documentation import NO_RECORD, guidance_codes, is_without_record


@rule(
    id="DOC-105",
    slug="signature-missing",
    title="Signature not documented",
    severity="warning",
    basis="cms-policy",
    why="Medicare review asks for the author's signature, by hand or electronic. For other payers it is "
    "carried over.",
    remedy="Have it signed before the claim goes out. Afterwards a signed and dated attestation of the "
    "author stands for the signature.",
    citations=(
        Cite("cgs-signatures", "signature requirements"),
        Cite("palmetto-attestation", "attestation"),
    ),
    traits=("guidance", "not_signed"),
)
def signature_missing(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance whose record is not signed."""
    codes = guidance_codes(claim, facts)
    if not codes:
        return
    if is_without_record(claim):
        yield NO_RECORD
        return
    signed = claim.documentation.signed
    says = "is not signed" if signed is False else "does not say whether it is signed"
    yield Finding(
        f"The record for {codes} {says}.",
        field="documentation.signed",
        severity=None if signed is False else "info",
    )
