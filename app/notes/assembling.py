"""The note record made of answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from app.coding.claim import Documentation
from app.notes.record import Contradiction, Evidence, NoteReading, ProcedureSpan
from app.notes.sayings import Answer, Saying
from app.notes.tokens import Words

_BESIDE = ("region", "spinal", "contrast")


def reading_of(
    answers: Mapping[str, Answer],
    words: Words,
    listed: Sequence[int],
    told: Sequence[int | None],
) -> NoteReading:
    """The record: answers, and the evidence for them in the order of the text.

    `listed` are the sentences that name procedures, where there are several; `told` says of each sentence
    which of them it tells of.
    """
    kept = [saying for answer in answers.values() for saying in answer.shown]
    ordered = sorted(kept, key=lambda saying: (saying.mention.start, saying.mention.end, saying.field))
    places = {id(saying): index for index, saying in enumerate(ordered)}
    values = {field: answer.value for field, answer in answers.items()}
    return NoteReading(
        documentation=Documentation(**{name: values[name] for name in values if name not in _BESIDE}),  # type: ignore[arg-type]  # each rule's values are of its field, which a test holds
        evidence=tuple(_evidence(saying, words, told) for saying in ordered),
        procedures=tuple(_title(words, number) for number in listed),
        contradictions=tuple(
            Contradiction(field, tuple(sorted(places[id(saying)] for saying in answer.conflict)))
            for field, answer in answers.items()
            if answer.conflict
        ),
        **{name: values.get(name) for name in _BESIDE},  # type: ignore[arg-type]
    )


def _title(words: Words, number: int) -> ProcedureSpan:
    """The words of a title without its number in a list."""
    start, end = words.bounds[number]
    named = words.text[start:end].lstrip("0123456789.) \t")
    return ProcedureSpan(end - len(named), end)


def _evidence(saying: Saying, words: Words, told: Sequence[int | None]) -> Evidence:
    mention = saying.mention
    start, end = words.place(*mention.shown)
    return Evidence(
        field=saying.field,
        value=saying.value,
        start=start,
        end=end,
        sentence=words.bounds[mention.sentence],
        certainty=saying.certainty,
        rule=mention.rule.id,
        procedure=told[mention.sentence] if told else None,
    )
