"""Patients, practitioners and insurers of FHIR resources as tokens. Names of people are never looked at."""

import re
from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Raw

from app.claims.fhir.resources import (
    NOTHING,
    CareTeamMember,
    ClaimResource,
    Identifier,
    Insurer,
    Item,
    Reference,
)
from app.claims.fhir.values import has_code, whole
from app.claims.fhir.versions import address_of
from app.claims.tokens import Tokens

_ADDRESS = re.compile(r"(?:.*/)?([A-Za-z]+/[A-Za-z0-9\-.]{1,64})(?:/_history/.*)?", re.DOTALL)
_RENDERING = ("rendering", "performing", "operating", "primary")
_NPI = "us-npi"
_decode = msgspec.json.Decoder(Insurer | None).decode


class People:
    """The tokens of one file."""

    def __init__(self) -> None:
        self._patients = Tokens("m")
        self._practitioners = Tokens("p")
        self._insurers = Tokens("i")

    def patient(self, resource: ClaimResource) -> str | None:
        """The token of the patient, None when the resource does not tell patients apart."""
        return self._patients.of(_identity(resource.patient, _inside(resource)))

    def insurer(self, resource: ClaimResource) -> str | None:
        """The token of whom the claim is made to: its insurer, else its coverage; None where neither is said.

        Each insurer of a patient has a claim of its own for the same services.
        """
        insurer = _insurer(resource.insurer)
        who = _identity(insurer, _inside(resource)) or (insurer.display or "" if insurer else "")
        focal = None if who else resource.focal
        coverage = focal.coverage if focal else None
        if coverage and not (coverage.reference or "#").startswith("#"):
            who = address_of(coverage.reference or "")
        return self._insurers.of(who or (coverage.display or "" if coverage else ""))

    def practitioner(self, resource: ClaimResource) -> str | None:
        """The token of whoever rendered the services, else of the provider that billed them."""
        team = [member for member in resource.care_team or () if member and _is_rendering(member)]
        found = {_identity(member.provider, _inside(resource)) for member in team}
        if len(found) > 1:
            return None  # then the lines say which
        return self._practitioners.of(
            found.pop() if found else _identity(resource.provider, _inside(resource))
        )

    def of_line(self, resource: ClaimResource, item: Item) -> str | None:
        """The token of whoever rendered a line, None when the line does not say. Raises InputError."""
        wanted = {whole(number) for number in item.care_team} - {None}
        team = [member for member in resource.care_team or () if member and whole(member.sequence) in wanted]
        team = [member for member in team if _is_rendering(member)] or team[:1]
        return self._practitioners.of(_identity(team[0].provider, _inside(resource))) if team else None


def _insurer(raw: Raw) -> Insurer | None:
    """An insurer; one that is not of its form tells nobody apart."""
    try:
        return None if raw is NOTHING else _decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _is_rendering(member: CareTeamMember) -> bool:
    return has_code(member.role, *_RENDERING)


def _inside(resource: ClaimResource) -> Mapping[str, Sequence[Identifier | None]]:
    """The identifiers of who is contained, by the id that holds inside this one resource."""
    return {each.id: each.identifier or () for each in resource.contained or () if each and each.id}


def _identity(who: Reference | None, inside: Mapping[str, Sequence[Identifier | None]]) -> str:
    """What tells this one from others across resources: an identifier, else an address; "" for nothing."""
    if who is None:
        return ""
    reference = who.reference or ""
    known = [who.identifier, *(inside.get(reference[1:], ()) if reference.startswith("#") else ())]
    numbers = [each for each in known if each and each.value]
    numbers.sort(key=lambda each: _NPI not in (each.system or ""))
    if numbers:
        return f"{numbers[0].system or ''}|{numbers[0].value}"
    if reference.startswith("#"):
        return ""  # the same fragment means another person in the next resource
    address = _ADDRESS.fullmatch(reference)
    return address[1] if address else reference
