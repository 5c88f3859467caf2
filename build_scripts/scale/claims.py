"""A year of a health system's claims, seeded: most hold nothing for Needlepoint, some are split in two.

Codes that stand for everything else are invented. Persons are tokens, as where names were left behind.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

import msgspec

SHARE_WITHIN = 0.03
_SHARE_SPLIT = 0.2
_FARTHEST = 5_000  # claims between the two parts of a split one
_OTHERS = tuple(f"X{number:04}" for number in range(1, 900)) + ("99213", "99214", "99203") * 60
_PROCEDURES = ("20610", "20605", "20600", "20206", "64450", "62270", "27369", "50200", "10160")
_GUIDANCE = ("77002", "77002", "77002", "77003", "76942", "77012")
_DIAGNOSES = ("M16.11", "M16.12", "M17.11", "M25.551", "M46.1", "M54.16", "R22.41", "E11.9", "I10")
_PLACES = ("11", "11", "11", "22", "19", "24")
_PAYERS = ("medicare", "medicare", "medicare", "cigna", "bcbs", "commercial-cpt")
_FIRST = date(2026, 1, 1)
Record = dict[str, object]


def claims(count: int, seed: int = 1) -> Iterator[bytes]:
    """The claims as JSON, each with its place in the file as reference. The same for the same seed."""
    chance = random.Random(seed)
    waiting: list[tuple[int, Record]] = []
    for number in range(1, count + 1):
        if waiting and waiting[0][0] <= number:
            claim = waiting.pop(0)[1]
        elif chance.random() < SHARE_WITHIN:
            claim, other = _within(chance)
            if other:
                waiting.append((number + chance.randint(1, _FARTHEST), other))
                waiting.sort(key=lambda each: each[0])
        else:
            claim = _claim(
                chance, [_line(chance, chance.choice(_OTHERS)) for _ in range(chance.randint(1, 3))]
            )
        yield msgspec.json.encode(claim | {"reference": str(number)})


def _within(chance: random.Random) -> tuple[Record, Record | None]:
    """A claim with guidance; of a split one its other part too, for the same patient and day."""
    guidance = _line(chance, chance.choice(_GUIDANCE))
    procedure = _line(chance, chance.choice(_PROCEDURES))
    whole = _claim(chance, [procedure, guidance])
    if chance.random() >= _SHARE_SPLIT:
        return whole, None
    return whole | {"lines": [guidance]}, whole | {"lines": [procedure]}


def _claim(chance: random.Random, lines: list[Record]) -> Record:
    return {
        "schema": 2,
        "claim_form": "professional",
        "date_of_service": (_FIRST + timedelta(days=chance.randrange(365))).isoformat(),
        "place_of_service": chance.choice(_PLACES),
        "payer": chance.choice(_PAYERS),
        "patient": f"m{chance.randrange(300_000):x}",
        "practitioner": f"p{chance.randrange(2_000):x}",
        "lines": lines,
    }


def _line(chance: random.Random, code: str) -> Record:
    modifiers = [chance.choice(("26", "RT", "LT", "59", "TC", "25"))] if chance.random() < 0.3 else []
    diagnoses = chance.sample(_DIAGNOSES, chance.randint(1, 2))
    return {"code": code, "modifiers": modifiers, "diagnoses": diagnoses}
