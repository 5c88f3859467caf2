"""What the search box can find: one entry a page, with the words by which it is known."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct

from app.coding.denials import DENIAL_KINDS
from app.coding.fields import FIELDS
from app.coding.page_key import COMPARE, COVERAGE, DECISION, MAIN_CODE, MODIFIERS, page_key
from app.rules.engine.rule import Rule
from build_scripts.reference import page_rows
from build_scripts.reference.keys import denial_key
from build_scripts.reference.knowledge import Knowledge

_TAGS = {"guidance": "guidance", "imaging": "imaging", "evaluation": "visit", "anesthesia": "anesthesia"}
_WEIGHTS = {"guidance": 9.0, "primary": 6.0, "imaging": 3.0}
_BEHIND = -4.0  # a weight below that of every entry of its own
_ONLY_FAMILY = "Family of code only"


class Entry(Struct, frozen=True):
    """One thing to find. `weight` lifts what coders of needle procedures mean more often."""

    key: str
    grouping: str
    code: str
    label: str
    tag: str
    weight: float
    synonyms: str = ""
    body: str = ""


def entries(knowledge: Knowledge, rules: Sequence[Rule]) -> list[Entry]:
    """Every entry, in the order of groups and codes."""
    words: defaultdict[str, list[str]] = defaultdict(list)
    for row in knowledge.synonyms:
        for key in row.value.keys:
            words[key].extend(row.value.words)
    for page in (*knowledge.guidance, *knowledge.topics):
        words[page.value.key].extend(page.value.synonyms)
    found = [*_codes(knowledge), *_others(knowledge, rules), *_depths(knowledge)]
    return [
        Entry(
            each.key,
            each.grouping,
            each.code,
            each.label,
            each.tag,
            each.weight,
            " | ".join(words[each.key]) if each.weight != _BEHIND else "",
            each.body,
        )
        for each in found
    ]


def _codes(knowledge: Knowledge) -> Iterator[Entry]:
    add_ons = {row.value.add_on for row in knowledge.add_on_pairs}
    inside = {
        row.value.code
        for row in knowledge.inclusions
        if row.value.guidance == MAIN_CODE and not row.value.last
    }
    notes = {page.value.key: page.value.summary for page in knowledge.guidance}
    for row in sorted(knowledge.codes, key=lambda each: each.value.code):
        item = row.value
        if item.kind != "guidance" and item.code in inside:
            tag = "guidance inside"
        elif item.code in add_ons:
            tag = "add-on"
        else:
            tag = _TAGS.get(item.kind, "")
        unnamed = item.group == _ONLY_FAMILY  # its label is a family: found by number, not by words
        weight = 0.0 if unnamed else _WEIGHTS.get(item.kind, 1.0)
        body = " ".join(
            (
                "" if unnamed else item.group,
                " ".join(item.targets),
                " ".join(item.techniques),
                notes.get(item.code, ""),
            )
        )
        yield Entry(
            item.code, "codes", item.code, item.label, "ended" if item.last else tag, weight, body=body
        )


def _others(knowledge: Knowledge, rules: Sequence[Rule]) -> Iterator[Entry]:
    for row in sorted(knowledge.modifiers, key=lambda each: each.value.code):
        item = row.value
        said = (item.use, item.avoid, item.note, item.openpayer_description, item.openpayer_use)
        body = f"modifier mod {item.code} {' '.join(said)}"
        yield Entry(
            page_key("modifier", item.code),
            "modifiers",
            item.code,
            item.label,
            "modifier",
            5.0,
            body=body,
        )
    for place in sorted(knowledge.places, key=lambda each: each.value.code):
        code = place.value.code
        side = "facility" if place.value.facility else "non-facility"
        yield Entry(
            page_key("place", code),
            "places",
            code,
            place.value.label,
            "place",
            4.0,
            body=f"POS {code} place of service {side}",
        )
    for each in rules:
        yield Entry(
            page_key("rule", each.slug),
            "rules",
            each.id,
            each.title,
            "rule",
            3.0,
            body=f"{each.slug} {each.why} {each.remedy}",
        )
    for payer in knowledge.payers:
        policies = " ".join(f"{policy.text} {policy.number}" for policy in payer.value.policy)
        body = f"payer {payer.value.note} {policies}"
        yield Entry(
            page_key("payer", payer.value.id), "topics", "", payer.value.label, "payer", 4.0, body=body
        )
    yield from _topics(knowledge)


def _topics(knowledge: Knowledge) -> Iterator[Entry]:
    for topic in knowledge.topics:
        yield Entry(topic.value.key, "topics", "", topic.value.title, "topic", 4.0, body=_prose(topic.value))
    for term in knowledge.terms:
        yield Entry(
            page_key("term", term.value.id),
            "topics",
            "",
            term.value.term,
            "term",
            3.0,
            body=term.value.text,
        )
    for denial in knowledge.denials:
        item = denial.value
        yield Entry(
            denial_key(item),
            "topics",
            item.code,
            item.situation,
            "denial",
            3.0,
            body=f"denial {item.codes} {item.remedy}",
        )
    for number in knowledge.denial_codes:
        said = number.value
        yield Entry(
            page_key("denial", said.number),
            "topics",
            said.number,
            said.label,
            "denial",
            3.0,
            body=f"denial {DENIAL_KINDS[said.kind]} {said.meaning}",
        )
    for conflict in knowledge.conflicts:
        told = conflict.value
        positions = " ".join(position.text for position in told.position)
        body = f"{told.id} sources disagree {' '.join(told.codes)} {told.advice} {told.why} {positions}"
        yield Entry(
            page_key("conflict", conflict.value.id),
            "topics",
            conflict.value.id,
            conflict.value.title,
            "disagreement",
            2.0,
            body=body,
        )
    for code in sorted({code for row in knowledge.diagnoses for code in row.value.codes}):
        own = next(row.value for row in knowledge.diagnoses if code in row.value.codes)
        yield Entry(
            page_key("diagnosis", code), "diagnoses", code, own.label, "diagnosis", 0.5, body=own.note
        )
    for key, label, words in _VIEWS:
        yield Entry(key, "topics", "", label, "view", 2.0, body=words)


def _depths(knowledge: Knowledge) -> Iterator[Entry]:
    """What guidance pages say below their summary: found when asked for, behind everything else."""
    labels = {row.value.code: row.value.label for row in knowledge.codes}
    shared = " ".join(f"{FIELDS[row.value.path].label} {row.value.text}" for row in knowledge.documentation)
    for page in knowledge.guidance:
        key = page.value.key
        body = f"{_prose(page.value)} {shared if key == MAIN_CODE else ''}"
        yield Entry(key, "codes", key, labels[key], "guidance", _BEHIND, body=body)


def _prose(page: page_rows.PageRow) -> str:
    facts = (fact for section in page.section for fact in section.fact)
    return " ".join((page.summary, *(f"{fact.label} {fact.value} {fact.note}" for fact in facts)))


_VIEWS = (
    (DECISION, "Which guidance code", "decision table modality target purpose choose"),
    (COMPARE, "Compare guidance codes", "comparison side by side"),
    (COVERAGE, "Sources and coverage", "sources editions what is covered authority"),
    (MODIFIERS, "Modifier table", "all modifiers"),
)
