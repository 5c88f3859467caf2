"""What the search box can find: one entry a page, with the words by which it is known."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

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
        each if each.weight == _BEHIND else replace(each, synonyms=" | ".join(words[each.key]))
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
        if item.last:
            tag = "ended"
        elif item.kind != "guidance" and item.code in inside:
            tag = "guidance inside"
        elif item.code in add_ons:
            tag = "add-on"
        else:
            tag = _TAGS.get(item.kind, "")
        weight = 0.0 if item.is_family_only else _WEIGHTS.get(item.kind, 1.0)
        group = "" if item.is_family_only else item.group
        body = " ".join((group, " ".join(item.targets), " ".join(item.techniques), notes.get(item.code, "")))
        yield Entry(item.code, "codes", item.code, item.label, tag, weight, body=body)


def _others(knowledge: Knowledge, rules: Sequence[Rule]) -> Iterator[Entry]:
    yield from _modifiers(knowledge)
    yield from _places(knowledge)
    for each in rules:
        body = f"{each.slug} {each.why} {each.remedy}"
        yield Entry(page_key("rule", each.slug), "rules", each.id, each.title, "rule", 3.0, body=body)
    for payer in knowledge.payers:
        item = payer.value
        policies = " ".join(f"{policy.text} {policy.number}" for policy in item.policy)
        body = f"payer {item.note} {policies}"
        yield Entry(page_key("payer", item.id), "topics", "", item.label, "payer", 4.0, body=body)
    for topic in knowledge.topics:
        page = topic.value
        yield Entry(page.key, "topics", "", page.title, "topic", 4.0, body=_prose(page))
    for term in knowledge.terms:
        word = term.value
        yield Entry(page_key("term", word.id), "topics", "", word.term, "term", 3.0, body=word.text)
    yield from _denials(knowledge)
    yield from _conflicts(knowledge)
    yield from _diagnoses(knowledge)
    for key, label, words in _VIEWS:
        yield Entry(key, "topics", "", label, "view", 2.0, body=words)


def _modifiers(knowledge: Knowledge) -> Iterator[Entry]:
    for row in sorted(knowledge.modifiers, key=lambda each: each.value.code):
        item = row.value
        said = (item.use, item.avoid, item.note, item.openpayer_description, item.openpayer_use)
        body = f"modifier mod {item.code} {' '.join(said)}"
        key = page_key("modifier", item.code)
        yield Entry(key, "modifiers", item.code, item.label, "modifier", 5.0, body=body)


def _places(knowledge: Knowledge) -> Iterator[Entry]:
    for row in sorted(knowledge.places, key=lambda each: each.value.code):
        item = row.value
        side = "facility" if item.facility else "non-facility"
        body = f"POS {item.code} place of service {side}"
        yield Entry(page_key("place", item.code), "places", item.code, item.label, "place", 4.0, body=body)


def _denials(knowledge: Knowledge) -> Iterator[Entry]:
    for row in knowledge.denials:
        item = row.value
        body = f"denial {item.codes} {item.remedy}"
        yield Entry(denial_key(item), "topics", item.code, item.situation, "denial", 3.0, body=body)
    for number in knowledge.denial_codes:
        said = number.value
        body = f"denial {DENIAL_KINDS[said.kind]} {said.meaning}"
        key = page_key("denial", said.number)
        yield Entry(key, "topics", said.number, said.label, "denial", 3.0, body=body)


def _conflicts(knowledge: Knowledge) -> Iterator[Entry]:
    for row in knowledge.conflicts:
        item = row.value
        positions = " ".join(position.text for position in item.position)
        body = f"{item.id} sources disagree {' '.join(item.codes)} {item.advice} {item.why} {positions}"
        key = page_key("conflict", item.id)
        yield Entry(key, "topics", item.id, item.title, "disagreement", 2.0, body=body)


def _diagnoses(knowledge: Knowledge) -> Iterator[Entry]:
    for code in sorted({code for row in knowledge.diagnoses for code in row.value.codes}):
        own = next(row.value for row in knowledge.diagnoses if code in row.value.codes)
        key = page_key("diagnosis", code)
        yield Entry(key, "diagnoses", code, own.label, "diagnosis", 0.5, body=own.note)


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
