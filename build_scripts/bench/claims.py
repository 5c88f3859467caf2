"""Claims a second on one core: read from JSON, reviewed over the book, written as JSON. Many distinct claims.

Seconds are of the processor, so that other work on the machine does not count. The floor is decoding and
encoding alone. Memory must stay flat however many claims pass.
"""

from __future__ import annotations

import itertools
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator

import msgspec

from build_scripts.bench.children import open_library, peak_memory, report

DISTINCT = 20_000
BATCH = 1_000
_PROCEDURES = {
    "20610": "injection",
    "20605": "injection",
    "20600": "aspiration",
    "20206": "core-biopsy",
    "20552": "injection",
    "64450": "injection",
    "64405": "injection",
    "62268": "aspiration",
    "27369": "arthrogram-injection",
    "50200": "core-biopsy",
    "10160": "aspiration",
}
_WRONG = ("20611", "27096", "64447", "64520", "62267", "64640", "55700", "73040", "62323", "10030")
_ELEMENTS = (
    "needle_guided",
    "needle_position",
    "permanent_image",
    "interpretation",
    "reason_for_guidance",
    "signed",
    "dose_index",
)
_DIAGNOSES = ("M16.11", "M16.12", "M17.11", "M17.12", "M25.511", "M25.551", "M46.1", "M54.16", "M54.50")
_GUIDANCE = ("77002", "77002", "77002", "77003", "76942", "77012")


def claims(count: int, seed: int = 1) -> Iterator[bytes]:
    """Claims of a month as JSON lines, over many codes, places and payers.

    Two in three are right. The others have wrong codes and lack one to three elements of documentation.
    """
    chance = random.Random(seed)
    for number in range(count):
        facility = chance.random() < 0.5
        right = chance.random() < 0.67
        diagnoses = chance.sample(_DIAGNOSES, chance.randint(1, 2))
        guidance = "77002" if right else chance.choice(_GUIDANCE)
        procedure = chance.choice(tuple(_PROCEDURES) if right else _WRONG)
        lines = [
            _line(procedure, ["RT"], diagnoses),
            _line(guidance, ["26"] if facility and right else [], diagnoses),
        ]
        if chance.random() < 0.3:
            lines.insert(0, _line(chance.choice(("99213", "99214")), ["25"], diagnoses))
        lacking = () if right else chance.sample(_ELEMENTS, chance.randint(1, 3))
        yield msgspec.json.encode(
            {
                "schema": 1,
                "reference": f"case {number}",
                "claim_form": "professional",
                "date_of_service": f"2026-09-{chance.randint(1, 30):02}",
                "place_of_service": chance.choice(("19", "21", "22", "24")) if facility else "11",
                "payer": chance.choice(("medicare", "medicare", "cigna", "bcbs", "commercial-cpt")),
                "equipment_owner": "facility" if facility else "billing-provider",
                "lines": lines,
                "documentation": {
                    name: chance.choice((False, None)) if name in lacking else True for name in _ELEMENTS
                }
                | {
                    "modality": "fluoroscopy",
                    "laterality": "right",
                    "technique": _PROCEDURES.get(procedure, "injection"),
                },
            }
        )


def _line(code: str, modifiers: list[str], diagnoses: list[str]) -> dict[str, object]:
    return {"code": code, "modifiers": modifiers, "diagnoses": diagnoses}


def stream() -> None:
    """Report claims a second with and without the review; peak memory in MB after a tenth and at the end."""
    from app.claims.record import read_claim
    from app.coding.review_json import encode_review
    from app.review import review

    texts = list(claims(DISTINCT))
    encoder = msgspec.json.Encoder()
    with tempfile.TemporaryDirectory() as folder:
        library = open_library(folder)
        for text in texts[:500]:
            encode_review(review(read_claim(text), library))
        floor = _rate(1.0, texts, lambda text: encoder.encode(read_claim(text)))
        _rate(0.5, texts, lambda text: encode_review(review(read_claim(text), library)))
        early = peak_memory()
        rate = _rate(5.0, texts, lambda text: encode_review(review(read_claim(text), library)))
    report(rate=rate, floor=floor, early=early, memory=peak_memory())


def _rate(seconds: float, texts: list[bytes], job: Callable[[bytes], object]) -> float:
    """Claims a second of the processor: the median of batches."""
    began = time.process_time()
    rates: list[float] = []
    for batch in itertools.cycle([texts[at : at + BATCH] for at in range(0, len(texts), BATCH)]):
        start = time.process_time()
        for text in batch:
            job(text)
        now = time.process_time()
        rates.append(len(batch) / (now - start))
        if now - began > seconds:
            break
    return statistics.median(rates)
