"""The guidance codes that go with the procedures of a claim, for a record that documents guidance."""

from collections.abc import Iterator

from app.coding.facts import Alternative, FittingGuidance
from app.coding.sources import Citation
from app.coding.words import Modality
from app.library.facts.day import About, Day


def find_fitting_guidance(
    day: Day, codes: tuple[str, ...], modality: Modality
) -> tuple[FittingGuidance, ...]:
    """For each procedure the guidance codes of a method that it takes on the day, each with its authority.

    None for a procedure that contains guidance of that method. Where another procedure code stands for both,
    that code. A PTP edit between the two takes the guidance out as well.
    """
    return tuple(fit for code in dict.fromkeys(codes) for fit in _fitting(day, code, modality))


def _fitting(day: Day, code: str, modality: Modality) -> Iterator[FittingGuidance]:
    about = day.about(code)
    if about.facts is None or about.facts.kind != "primary" or _contains(day, about, modality):
        return
    replaced = next((row for row in about.alternatives if _stands_for_both(day, row, modality)), None)
    if replaced:
        yield FittingGuidance(code, replaced.use, modality, replaced.citations, instead=True)
        return
    barred = {row.guidance for row in about.inclusions} | {row.guidance for row in about.alternatives}
    seen: set[str] = set()
    for guidance, cited in _candidates(day, code, about):
        if guidance in barred or guidance in seen or _method(day, guidance) != modality:
            continue
        seen.add(guidance)
        if day.pair(code, guidance) is None and day.pair(guidance, code) is None:
            yield FittingGuidance(code, guidance, modality, cited)


def _candidates(day: Day, code: str, about: About) -> Iterator[tuple[str, tuple[Citation, ...]]]:
    """Guidance codes that go with a procedure: by an add-on list, by a row that names them, by the table.

    Beside guidance of a device, that of the access to the vessel.
    """
    add_ons = day.sources.get("ncci-aoc")
    known = day.book.guidance()
    for guidance in known.needle:
        if add_ons and code in (day.primaries(guidance) or ()):
            yield guidance, (add_ons.cite(f"{guidance} / {code}"),)
    for row in about.alternatives:
        yield row.use, row.citations
        if add_ons and row.use in known.devices:
            for access in sorted(known.vascular_access):
                if (facts := day.code(access)) and facts.add_on_type == "2":
                    yield access, (add_ons.cite(f"{access}, the contractor decides"),)
    for (procedure, guidance), cited in day.book.decisions().items():
        if procedure == code:
            yield guidance, cited


def _contains(day: Day, about: About, modality: Modality) -> bool:
    """Whether a procedure contains guidance of a method."""
    return any(_method(day, row.guidance) == modality for row in about.inclusions)


def _stands_for_both(day: Day, row: Alternative, modality: Modality) -> bool:
    """Whether the code to use in place of guidance of a method is another procedure that contains it."""
    return _method(day, row.guidance) == modality and _method(day, row.use) is None


def _method(day: Day, code: str) -> Modality | None:
    """The method of a guidance code, None for any other code."""
    known = day.code(code)
    return known.modality if known is not None and known.kind == "guidance" else None
