"""The elements of FHIR R4 that a review needs, and no others: what is not named here is never looked at.

Claim and ExplanationOfBenefit have the same elements here (https://hl7.org/fhir/R4/claim.html and
explanationofbenefit.html; CARIN Blue Button profiles of CMS). Numbers stay as they are written: as a number
of its own the decoder would take texts such as " 3", "1_0" and "NaN". Of a place that is an address or a
reference it is only asked whether there is one; insurers are told apart and named nowhere.

STU3 names four elements otherwise, and has one insurance in place of a list
(https://hl7.org/fhir/STU3/explanationofbenefit.html): Blue Button 1 of CMS exports it.
"""

from msgspec import Raw, Struct

NOTHING = Raw(b"null")
"""What an element that is left out holds."""


class Coding(Struct, frozen=True, gc=False):
    """A code and the system that it is of."""

    system: str | None = None
    code: str | None = None


class Concept(Struct, frozen=True, gc=False):
    """The codings of one thing."""

    coding: list[Coding | None] | None = None


class Period(Struct, frozen=True, gc=False):
    """From a day to a day; the end may be missing."""

    start: str | None = None
    end: str | None = None


class Quantity(Struct, frozen=True, gc=False):
    """A number as written, and what it counts: a code of UCUM, or a word."""

    value: Raw = NOTHING
    code: str | None = None
    unit: str | None = None


class Identifier(Struct, frozen=True, gc=False):
    """A number of a person; it becomes a token and is kept nowhere."""

    system: str | None = None
    value: str | None = None


class Reference(Struct, frozen=True, gc=False):
    """Who is meant: by the address of a resource or by an identifier."""

    reference: str | None = None
    identifier: Identifier | None = None


class Coverage(Struct, frozen=True, gc=False):
    """The coverage that a claim is made against. `display` is looked at for "Part A" and "Part B" alone."""

    reference: str | None = None
    display: str | None = None


class Insurer(Reference, frozen=True, gc=False):
    """Whom a claim is made to; `display` tells one from another where nothing else does."""

    display: str | None = None


class Insurance(Struct, frozen=True, gc=False):
    """One coverage, and which of the patient's it is from 1; the focal one is that of this claim."""

    sequence: Raw = NOTHING
    focal: bool | None = None
    coverage: Coverage | None = None


class Contained(Struct, frozen=True, gc=False):
    """What is inside the resource, by the id that references inside it name.

    `identifier` is that of a person or organization, `code` that of a condition.
    """

    id: str | None = None
    identifier: list[Identifier | None] | None = None
    code: Raw = NOTHING


class CareTeamMember(Struct, frozen=True, gc=False):
    """Who took part, and in which role."""

    sequence: Raw = NOTHING
    provider: Reference | None = None
    role: Concept | None = None


class SupportingInfo(Struct, frozen=True, gc=False):
    """Information by category; the type of bill is read from here."""

    category: Concept | None = None
    code: Concept | None = None


class Diagnosis(Struct, frozen=True, gc=False, rename="camel"):
    """A diagnosis by the number that lines point to, or a reference to the resource that has it."""

    sequence: Raw = NOTHING
    diagnosis_codeable_concept: Concept | None = None
    diagnosis_reference: Reference | None = None
    type: list[Concept | None] | None = None


class Procedure(Struct, frozen=True, gc=False, rename="camel"):
    """A procedure that a claim names beside its lines."""

    procedure_codeable_concept: Concept | None = None


class Extension(Struct, frozen=True, gc=False, rename="camel"):
    """What CMS adds: the kind of units of a line, and pieces of the type of bill."""

    url: str | None = None
    value_coding: Coding | None = None


class Adjudication(Struct, frozen=True, gc=False):
    """What was decided of a line, of one kind each: an amount, a number of units, or why it was not paid."""

    category: Concept | None = None
    reason: Concept | None = None
    amount: Quantity | None = None
    value: Raw = NOTHING


class Payment(Struct, frozen=True, gc=False):
    """The payment of a claim; its day alone is read."""

    date: str | None = None


class Item(Struct, frozen=True, gc=False, rename="camel"):
    """One line, or a part of one: its details and their details have the same elements.

    Of an end of its code (R5, for a range of codes) and of extensions that may turn its sense around it is
    only asked whether there are any.
    """

    sequence: Raw = NOTHING
    care_team_sequence: list[Raw] | None = None
    diagnosis_sequence: list[Raw] | None = None
    item_sequence: list[Raw] | None = None
    care_team_link_id: list[Raw] | None = None
    diagnosis_link_id: list[Raw] | None = None
    revenue: Concept | None = None
    product_or_service: Concept | None = None
    service: Concept | None = None
    modifier: list[Concept | None] | None = None
    serviced_date: str | None = None
    serviced_period: Period | None = None
    location_codeable_concept: Concept | None = None
    location_address: Raw = NOTHING
    location_reference: Raw = NOTHING
    quantity: Quantity | None = None
    extension: list[Extension | None] | None = None
    adjudication: Raw = NOTHING
    detail: list["Item | None"] | None = None
    sub_detail: list["Item | None"] | None = None
    product_or_service_end: Raw = NOTHING
    modifier_extension: Raw = NOTHING

    @property
    def what(self) -> Concept | None:
        """What was done, by its name in R4 or in STU3."""
        return self.product_or_service or self.service

    @property
    def diagnoses(self) -> list[Raw]:
        """The sequence numbers of the diagnoses that it points to."""
        return self.diagnosis_sequence or self.diagnosis_link_id or []

    @property
    def care_team(self) -> list[Raw]:
        """The sequence numbers of those who took part."""
        return self.care_team_sequence or self.care_team_link_id or []


class Related(Struct, frozen=True, gc=False):
    """Another claim, and what it is to this one: "prior" or "replacedby" (C4BB of CARIN)."""

    claim: Reference | None = None
    relationship: Concept | None = None


class Meta(Struct, frozen=True, gc=False):
    """What a server says of a resource."""

    tag: list[Coding | None] | None = None


class Facility(Struct, frozen=True, gc=False):
    """Where the services were; CMS puts a piece of the type of bill here."""

    extension: list[Extension | None] | None = None


class ClaimResource(Struct, frozen=True, gc=False, rename="camel"):
    """A Claim or an ExplanationOfBenefit."""

    status: str | None = None
    use: str | None = None
    type: Concept | None = None
    patient: Reference | None = None
    provider: Reference | None = None
    billable_period: Period | None = None
    care_team: list[CareTeamMember | None] | None = None
    supporting_info: list[SupportingInfo | None] | None = None
    diagnosis: list[Diagnosis | None] | None = None
    procedure: list[Procedure | None] | None = None
    insurance: list[Insurance | None] | Insurance | None = None
    insurer: Raw = NOTHING
    item: list[Item | None] | None = None
    add_item: list[Raw] | None = None
    adjudication: Raw = NOTHING
    total: Raw = NOTHING
    payment: Raw = NOTHING
    related: list[Related | None] | None = None
    meta: Meta | None = None
    implicit_rules: str | None = None
    modifier_extension: Raw = NOTHING
    contained: list[Contained | None] | None = None
    facility: Facility | None = None
    extension: list[Extension | None] | None = None

    @property
    def insurances(self) -> list[Insurance]:
        """Each insurance."""
        found = [self.insurance] if isinstance(self.insurance, Insurance) else self.insurance or []
        return [each for each in found if each]

    @property
    def focal(self) -> Insurance | None:
        """The insurance that the claim is made against: the one that says so, else the only one."""
        found = self.insurances
        return next((each for each in found if each.focal), found[0] if len(found) == 1 else None)


class Link(Struct, frozen=True, gc=False):
    """A page of a Bundle that was answered in pages."""

    relation: str | None = None


class BundleEntry(Struct, frozen=True, gc=False, rename="camel"):
    """A resource inside a Bundle or Parameters, not yet read, with its address there."""

    resource: Raw = NOTHING
    full_url: str | None = None


class Head(Struct, frozen=True, gc=False, rename="camel"):
    """What any resource says of itself, and what a Bundle (`entry`) or Parameters hold."""

    resource_type: str | None = None
    link: Raw = NOTHING
    entry: Raw = NOTHING
    parameter: Raw = NOTHING
