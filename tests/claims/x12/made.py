"""X12 files in the true layouts, with invented names, numbers and codes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

MARK = "QUAGGAZEBRA77"
"""Stands wherever a person is named or numbered."""
PROFESSIONAL, INSTITUTIONAL, REMITTANCE = "005010X222A1", "005010X223A2", "005010X221A1"
_GROUPS = {"837": "HC", "835": "HP", "999": "FA", "277": "HN"}


def service(
    code: str = "20610:RT", units: str = "1", place: str = "", pointers: str = "1", **more: str
) -> list[str]:
    """The segments of a professional line. `number`, `measure`, `day`, `extra` change what they name."""
    measure, day = more.get("measure", "UN"), more.get("day", "D8*20260915")
    composite = code if code[:2].isalpha() and not code[2:3].isalnum() else f"HC:{code}"
    lines = [f"LX*{more.get('number', '1')}", f"SV1*{composite}*100*{measure}*{units}*{place}**{pointers}"]
    return [*lines, *([f"DTP*472*{day}"] if day else []), *filter(None, [more.get("extra", "")])]


def stay(code: str = "HC:20610", units: str = "1", revenue: str = "0361", **more: str) -> list[str]:
    """The segments of an institutional line."""
    lines = [f"LX*{more.get('number', '1')}", f"SV2*{revenue}*{code}*100*{more.get('measure', 'UN')}*{units}"]
    return [*lines, *([f"DTP*472*{more['day']}"] if more.get("day") else [])]


def claim(
    *lines: Sequence[str], place: str = "11:B:1", diagnoses: str = "ABK:M1611*ABF:M170", **more: str
) -> list[str]:
    """The segments of a claim with its lines, names in it. `before` stands before the lines."""
    return [
        f"CLM*{MARK}*100***{place}*Y*A*Y*Y",
        *filter(None, more.get("before", "").split("~")),
        f"REF*EA*{MARK}",
        *([f"HI*{diagnoses}"] if diagnoses else []),
        f"NTE*ADD*{MARK}",
        f"NM1*82*1*{MARK}*ANN****XX*{more.get('npi', '1999999984')}",
        *(segment for line in lines for segment in line),
    ]


def billing(npi: str = "1888888885") -> list[str]:
    """The level of a billing provider."""
    return [
        "HL*1**20*1", f"NM1*85*2*{MARK}*****XX*{npi}", f"N3*1 {MARK} ST", "N4*TOWN*IL*600980000",
        f"REF*EI*{MARK}", f"PER*IC*{MARK}*TE*5550100",
    ]  # fmt: skip


def subscriber(*claims: Sequence[str], member: str = MARK, payer: str = "MB") -> list[str]:
    """The level of a subscriber with claims of their own."""
    return [
        "HL*2*1*22*0", f"SBR*P*18*{MARK}******{payer}", f"NM1*IL*1*{MARK}*ANN****MI*{member}", f"N3*{MARK}",
        f"N4*{MARK}*IL*60001", "DMG*D8*19500101*F", f"NM1*PR*2*{MARK}*****PI*1",
        *(segment for each in claims for segment in each),
    ]  # fmt: skip


def dependent(*claims: Sequence[str], name: str = MARK) -> list[str]:
    """The level of a patient who is not the subscriber."""
    head = ["HL*3*2*23*0", "PAT*19", f"NM1*QC*1*{name}*BO", f"N4*{MARK}*IL*60002", "DMG*D8*20100101*M"]
    return [*head, *(segment for each in claims for segment in each)]


def transaction(
    body: Iterable[str], guide: str = PROFESSIONAL, kind: str = "837", number: int = 1
) -> list[str]:
    """ST to SE, with the count of segments."""
    inside = [f"ST*{kind}*{number:04}*{guide}", f"BHT*0019*00*{MARK}*20260101*1200*CH", *body]
    return [*inside, f"SE*{len(inside) + 1}*{number:04}"]


def group(
    *transactions: Sequence[str], guide: str = PROFESSIONAL, kind: str = "837", number: int = 1
) -> list[str]:
    """GS to GE."""
    head = f"GS*{_GROUPS.get(kind, 'HC')}*{MARK}*B*20260101*1200*{number}*X*{guide}"
    return [head, *(segment for each in transactions for segment in each), f"GE*{len(transactions)}*{number}"]


def interchange(
    *groups: Sequence[str],
    separators: str = "*:~",
    after: str = "\n",
    version: str = "00501",
    number: int = 1,
) -> bytes:
    """ISA to IEA with these separators of element, component and segment, and `after` behind each segment."""
    element, component, end = tuple(separators)
    isa = (
        "ISA", "00", " " * 10, "00", " " * 10, "ZZ", f"{MARK:<15}", "ZZ", f"{'B':<15}", "260101", "1200", "^",
        version, f"{number:09}", "0", "P", component,
    )  # fmt: skip
    body = [*(segment for each in groups for segment in each), f"IEA*{len(groups)}*{number:09}"]
    texts = [segment.replace("*", "\0").replace(":", component).replace("\0", element) for segment in body]
    return "".join(text + end + after for text in (element.join(isa), *texts)).encode("latin-1")


def file_of(*claims: Sequence[str], guide: str = PROFESSIONAL, **layout: str) -> bytes:
    """A whole file with claims of one subscriber."""
    body = [*billing(), *subscriber(*claims)]
    return interchange(group(transaction(body, guide), guide=guide), **layout)  # type: ignore[arg-type]
