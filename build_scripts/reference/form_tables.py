"""The tables that the claim form and the rules ask by key: modifiers, places, payers, examples."""

import msgspec
import sqlite_utils

from app.coding.facts import ModifierFacts, PlaceFacts
from app.coding.payers import PayerFacts, PayerPolicy, PolicyTrigger
from build_scripts.reference import page_rows, rows
from build_scripts.reference.anatomy import write_anatomy
from build_scripts.reference.citing import Citer
from build_scripts.reference.denials import denial_table
from build_scripts.reference.guidance import guidance_rows
from build_scripts.reference.inserting import Columns, insert, packed_json, record_of, short_json
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.note_files import write_notes


def write_form(db: sqlite_utils.Database, knowledge: Knowledge, citer: Citer) -> None:
    """Write the tables. Payers and examples keep the order of data/."""
    modifiers = sorted((row.value for row in knowledge.modifiers), key=lambda each: each.code)
    insert(db, "modifier", (_modifier(item, citer) for item in modifiers))
    _write_places(db, knowledge, citer)
    insert(db, "guidance", guidance_rows(knowledge.guidance, knowledge.codes))
    write_anatomy(db, knowledge.anatomy, knowledge.procedures)
    payers = (
        {"id": row.value.id, "record": short_json(_payer(row.value, citer))} for row in knowledge.payers
    )
    insert(db, "payer", payers)
    headings = ({"field": row.value.field, "record": short_json(row.value)} for row in knowledge.headings)
    insert(db, "heading", headings)
    write_notes(db, knowledge.notes)
    insert(db, "denial", [{"record": packed_json(denial_table(knowledge, citer))}])
    examples = (_example(position, row.value) for position, row in enumerate(knowledge.examples))
    insert(db, "example", examples)


def _modifier(item: rows.ModifierRow, citer: Citer) -> Columns:
    record = record_of(ModifierFacts, item, citations=citer.cite(item))
    return {"code": item.code, "record": short_json(record)}


def _write_places(db: sqlite_utils.Database, knowledge: Knowledge, citer: Citer) -> None:
    places = {row.value.code: row.value for row in knowledge.places}
    found = (
        {"code": code, "record": short_json(PlaceFacts(code, item.label, item.facility, citer.cite(item)))}
        for code, item in sorted(places.items())
    )
    insert(db, "place", found)
    own = sorted((row.value for row in knowledge.payer_places), key=lambda each: (each.payer, each.code))
    theirs = (
        {"payer": item.payer, "code": item.code}
        | {
            "record": short_json(
                PlaceFacts(item.code, places[item.code].label, item.facility, citer.cite(item))
            )
        }
        for item in own
    )
    insert(db, "payer_place", theirs)


def _payer(item: rows.PayerRow, citer: Citer) -> PayerFacts:
    policies = tuple(
        record_of(
            PayerPolicy,
            policy,
            payer=item.id,
            citations=citer.cite(policy),
            triggers=tuple(record_of(PolicyTrigger, trigger) for trigger in policy.trigger),
        )
        for policy in item.policy
    )
    return PayerFacts(
        item.id, item.label, item.follows_ncci, policies, citer.cite(item), other_names=item.other_names
    )


def _example(position: int, item: page_rows.ExampleClaim) -> Columns:
    claim = msgspec.json.encode(item.claim).decode()
    return {"position": position, "title": item.title, "note": item.note, "claim": claim}
