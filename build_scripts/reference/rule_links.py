"""Proof that rules and knowledge find each other: what rules cite, and what points to a rule."""

from collections.abc import Iterator, Sequence

from app.coding.page_key import parse_key
from app.rules.engine.rule import Rule
from build_scripts.reference.errors import DataError
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.payers import policies_of


def check_rules(knowledge: Knowledge, rules: Sequence[Rule]) -> Iterator[DataError]:
    """A rule cites a source, or an official series that the book carries; what points to a rule finds it."""
    known = {row.value.id for row in knowledge.sources} | {row.value.series for row in knowledge.sources}
    for rule in rules:
        for cited in rule.citations:
            if cited.source not in known:
                yield DataError("app/rules", None, f"{rule.id} cites “{cited.source}”, not in sources.toml.")
    slugs = {rule.slug for rule in rules}
    for synonym in knowledge.synonyms:
        for key in synonym.value.keys:
            named = parse_key(key)
            if named.kind == "rule" and named.name not in slugs:
                yield synonym.error(f"key “{key}” is not the key of a page.")
    for policy in policies_of(knowledge.payers):
        if policy.value.slug not in slugs:
            yield policy.error(f"policy “{policy.value.id}” feeds “{policy.value.slug}”, which is no rule.")
