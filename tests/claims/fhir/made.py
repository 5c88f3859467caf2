"""FHIR resources in the true layout, with invented people, for the tests of their reader."""

from __future__ import annotations

from typing import Any

CPT = "http://www.ama-assn.org/go/cpt"
HCPCS = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
ICD10 = "http://hl7.org/fhir/sid/icd-10-cm"
ICD9 = "http://hl7.org/fhir/sid/icd-9-cm"
SNOMED = "http://snomed.info/sct"
NUBC = "https://www.nubc.org/CodeSystem/RevenueCodes"
NPI = "http://hl7.org/fhir/sid/us-npi"
POS = "https://www.cms.gov/Medicare/Coding/place-of-service-codes/Place_of_Service_Code_Set"
CLAIM_TYPE = "http://terminology.hl7.org/CodeSystem/claim-type"
MARK = "Zebra77Quagga"
Json = dict[str, Any]


def concept(*codes: str, system: str = CPT) -> Json:
    """A concept with a coding for each code, and a display that names somebody."""
    return {"coding": [{"system": system, "code": code, "display": MARK} for code in codes], "text": MARK}


def item(code: str | None = "77002", /, **more: object) -> Json:
    """A line of 2026-01-05 that points to the first diagnosis."""
    made: Json = {"sequence": 1, "servicedDate": "2026-01-05", "quantity": {"value": 1}}
    made |= {"diagnosisSequence": [4]}
    return made | ({"productOrService": concept(code)} if code else {}) | more


def member(sequence: int, npi: str, role: str = "rendering") -> Json:
    """Who took part in the care."""
    provider = {"identifier": {"system": NPI, "value": npi}, "display": MARK}
    return {"sequence": sequence, "provider": provider, "role": concept(role, system="role")}


def claim(*items: Json, kind: str = "professional", **more: Any) -> Json:  # noqa: ANN401  any element of FHIR
    """An ExplanationOfBenefit with everything that must go nowhere."""
    made: Json = {
        "resourceType": "ExplanationOfBenefit",
        "id": MARK,
        "identifier": [{"value": MARK}],
        "status": "active",
        "use": "claim",
        "type": concept(kind, system=CLAIM_TYPE),
        "patient": {"reference": f"Patient/{MARK}", "display": MARK},
        "contained": [{"resourceType": "Patient", "id": "x", "name": [{"family": MARK}]}],
        "diagnosis": [
            {"sequence": 4, "diagnosisCodeableConcept": concept("M16.11", system=ICD10)},
            {"sequence": 2, "diagnosisCodeableConcept": concept("M25.551", system=ICD10)},
        ],
        "item": list(items) or [item()],
    }
    return made | more


def bundle(*resources: Json, **more: object) -> Json:
    """A Bundle of resources."""
    entries = [{"fullUrl": MARK, "resource": resource} for resource in resources]
    return {"resourceType": "Bundle", "type": "searchset", "entry": entries} | more
