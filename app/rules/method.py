"""The imaging method and the technique in the record, against the codes billed."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import CodeFacts, Facts
from app.coding.findings import Finding, Unchecked
from app.coding.words import TECHNIQUES, Modality, Technique
from app.rules.examples import NOTHING, example
from app.rules.partners import DEVICE_GUIDANCE, METHODS, apart, guidance_lines, homes
from app.rules.rule import Cite, cited, rule
from app.rules.surplus import inside_only
from app.rules.words import line_field, method_word, not_stated

# Pleural fluid taken off, and the drain for it: without imaging, and with.
_PLEURAL_DRAINS = {"32554": "32556", "32555": "32557"}
_PLEURAL_PUNCTURES = {drain: puncture for puncture, drain in _PLEURAL_DRAINS.items()}
_WITHOUT_CATHETER = frozenset({"10160", *_PLEURAL_DRAINS})
_WITH_CATHETER = frozenset({"10030", "49405", "49406", "49407", *_PLEURAL_PUNCTURES})
_LEAVES_ONE = _WITH_CATHETER | {"32550", "51102"}  # the catheter in the record may be theirs
_ON_DRAINAGE = Cite("aapc-a9", "drainage")
_ON_PLEURA = Cite("codingahead-pleural", "32554 to 32557")
_ON_NEEDLES = Cite("medlearn-fna", "new codes")


@rule(
    id="FAM-103",
    slug="modality-mismatch",
    title="Guidance code and record disagree",
    severity="error",
    basis="cpt-instruction",
    why="Each guidance code stands for one imaging method.",
    remedy="Report the code for the method in the record, or have the record corrected if it is wrong.",
    citations=(Cite("aapm-2019", "imaging modality"), Cite("aapc-a1", "guidance by modality")),
    scope=("other_method",),
    asks=("documentation.modality",),
    examples=(
        example("a vein found by ultrasound, the line by fluoroscopy", "36556, 77001", modality="ultrasound"),
        example(
            "fluoroscopy billed, ultrasound in the record",
            "20610, 77002",
            "error line 2",
            modality="ultrasound",
        ),
        example("ultrasound billed, CT in the record", "20206, 76942", "error line 2", modality="ct"),
        example("no imaging in the record", "20610, 77002", "error line 2", modality="landmark"),
        example(
            "no imaging, and no guided needle",
            "20610, 77002",
            "error line 2",
            modality="landmark",
            needle_guided=False,
        ),
        example("they agree", "20610, 77002"),
        example("one of two codes agrees: stacked is the problem", "20610, 76942, 77002"),
        example("method not stated", "20610, 77002", "not checked", modality=None),
        example("no guidance", "20610", modality=None),
        example("guidance is inside the code", "20611, 77002", modality="ultrasound"),
        example(
            "guidance inside one code and the method wrong for the other",
            "20611, 20206, 77002",
            "error line 3",
            modality="ultrasound",
        ),
        example(
            "ultrasound inside one code, fluoroscopy for the other at its own encounter",
            "20611, 20206@2, 77002-XE@2",
            "not checked",
            modality="ultrasound",
            separate_encounter=True,
        ),
        example(
            "two encounters, and the method fits neither",
            "20611, 20206@2, 77002-XE@2",
            "error line 3",
            modality="ct",
            separate_encounter=True,
        ),
    ),
)
def modality_mismatch(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance lines of another method than the documented one."""
    documented = claim.documentation.modality
    lines = guidance_lines(claim)
    if documented is None or any(METHODS[line.code] == documented for _, line in lines):
        return
    for number, line in lines:
        if line.code == DEVICE_GUIDANCE or inside_only(claim, facts, line):
            continue
        method = method_word(METHODS[line.code])
        if apart(claim) and any(documented in known.requires_imaging for known in facts.codes.values()):
            yield _of_either(f"{line.code} on line {number}, which is for {method},")
            continue
        yield Finding(
            f"{line.code} on line {number} is for {method}; {_record_says(documented)}.",
            line=number,
            field=line_field(number, "code"),
        )


def _record_says(modality: Modality) -> str:
    return (
        "the record has no imaging" if modality == "landmark" else f"the record says {method_word(modality)}"
    )


def _of_either(what: str) -> Unchecked:
    """That the record has one field for the method, and the claim two services."""
    return Unchecked(f"The record names one imaging method; {what} may belong to the other service.")


@rule(
    id="FAM-104",
    slug="imaging-required-by-primary",
    title="The code requires imaging not on record",
    severity="error",
    basis="cpt-instruction",
    why="The code may only be used when the imaging that it contains was used.",
    remedy="Report the code for the procedure without this imaging, if there is one.",
    citations=(Cite("cpt-guidelines", "guidance inside a code"),),
    scope=("contained",),
    examples=(
        example(
            "sacroiliac code, no imaging", "27096", "error line 1", modality="landmark", needle_guided=False
        ),
        example("sacroiliac code, needle not guided", "27096", "error line 1", needle_guided=False),
        example("ultrasound code, fluoroscopy in the record", "20611", "error line 1"),
        example("ultrasound code, ultrasound in the record", "20611", modality="ultrasound"),
        example("sacroiliac code with CT", "27096", modality="ct"),
        example("method not stated", "27096", "not checked", base=NOTHING),
        example("no imaging required", "20610", modality="landmark", needle_guided=False),
        example(
            "needle not guided, method not stated", "27096", "error line 1", base=NOTHING, needle_guided=False
        ),
        example("unknown code", "88888"),
        example(
            "fluoroscopy for another procedure at its own encounter",
            "20611-RT, 20610-LT-XE@2, 77002-XE@2",
            "not checked",
            separate_encounter=True,
        ),
        example("another code of the claim contains fluoroscopy", "27096, 20611", "not checked"),
        example("CT for another procedure", "20611, 20206, 77012", "not checked", modality="ct"),
        example("fluoroscopy for the same procedure", "20611, 77002", "error line 1"),
        example("the method fits no guidance", "20611, 20206, 76942", "error line 1", modality="ct"),
        example("the method fits no line", "27096, 20611", "error line 1", "error line 2", modality="mr"),
        example("the same code twice", "20611-RT, 20611-LT", "error line 1", "error line 2"),
        example("no imaging, and two procedures", "27096, 20610", "error line 1", modality="landmark"),
    ),
)
def imaging_required_by_primary(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find procedures that contain imaging where the record has other imaging or none."""
    said = claim.documentation
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is None or not known.requires_imaging:
            continue
        wanted = " or ".join(method_word(modality) for modality in known.requires_imaging)
        if said.needle_guided is False and (said.modality is None or said.modality in known.requires_imaging):
            problem = "the record says that imaging did not steer the needle"
        elif said.modality is None:
            yield not_stated(
                "documentation.modality",
                f"{line.code} on line {number}, which requires {wanted}, was not compared",
            )
            continue
        elif said.modality in known.requires_imaging:
            continue
        elif _of_another(claim, facts, number, said.modality):
            yield _of_either(f"{line.code} on line {number}, which requires {wanted},")
            continue
        else:
            problem = _record_says(said.modality)
        yield Finding(
            f"{line.code} on line {number} requires {wanted}; {problem}.",
            line=number,
            field=line_field(number, "code"),
            citations=known.citations,
        )


def _of_another(claim: Claim, facts: Facts, number: int, method: Modality) -> bool:
    """Whether another service has the method: a code that requires it, or guidance with a home of its own."""
    if any(method in known.requires_imaging for known in facts.codes.values()):
        return True
    lines = (line for _, line in guidance_lines(claim) if METHODS[line.code] == method)
    return any(set(homes(claim, facts, line.code)) - {number} for line in lines)


@rule(
    id="FAM-105",
    slug="technique-mismatch",
    title="Procedure and technique disagree",
    severity="warning",
    basis="advice",
    why="The procedure code stands for another technique than the record describes.",
    remedy="Compare the procedure code with what was done.",
    citations=(_ON_DRAINAGE, _ON_PLEURA, _ON_NEEDLES),
    scope=("technique",),
    examples=(
        example(
            "core biopsy billed, fine needle in the record", "20206, 77002", "warning line 1", technique="fna"
        ),
        example("joint code, drainage in the record", "20610, 77002", "warning line 1", technique="drainage"),
        example(
            "aspiration code, catheter left in",
            "10160, 77002",
            "error line 1",
            technique="drainage",
            catheter_left=True,
        ),
        example("aspiration, needle taken out", "10160, 77002", technique="aspiration"),
        example("they agree", "20610, 77002", technique="injection"),
        example("one of two procedures agrees", "20610, 20206, 77002", technique="core-biopsy"),
        example("technique not stated", "20610, 77002", "not checked"),
        example("technique not stated, and the code stands for none", "36556, 77001"),
        example(
            "catheter left in, technique not stated",
            "10160, 77002",
            "error line 1",
            "not checked",
            catheter_left=True,
        ),
        example("an arthrogram injection is an injection", "23350, 77002", technique="injection"),
        example(
            "an injection is not yet one for an arthrogram",
            "20610, 77002",
            "warning line 1",
            technique="arthrogram-injection",
        ),
        example("no technique known for the code", "99213, 77002", technique="injection"),
        example("behind a visit", "99213, 20206, 77002", "warning line 2", technique="fna"),
        example(
            "aspiration code behind another, catheter left in",
            "20610, 10160, 77002",
            "error line 2",
            "not checked",
            catheter_left=True,
        ),
        example(
            "they agree, and a catheter stays", "20610, 77002", technique="injection", catheter_left=True
        ),
        example("unknown code", "88888, 77002", technique="injection"),
        example(
            "a puncture for cells, core in the record", "10007", "warning line 1", technique="core-biopsy"
        ),
        example("no guidance, technique not stated", "10007"),
        example("drainage code, no catheter", "10030", "error line 1", catheter_left=False),
        example("drainage code, catheter left in", "10030", catheter_left=True, technique="drainage"),
        example(
            "drainage code, aspiration in the record",
            "10030",
            "warning line 1",
            technique="aspiration",
            catheter_left=None,
        ),
        example(
            "pleural puncture, catheter left in",
            "32555",
            "error line 1",
            technique="drainage",
            catheter_left=True,
        ),
        example(
            "pleural puncture without imaging, catheter left in",
            "32554",
            "error line 1",
            modality="landmark",
            technique="aspiration",
            catheter_left=True,
        ),
        example("pleural puncture, no catheter", "32555", technique="aspiration", catheter_left=False),
        example(
            "pleural puncture, not said whether a catheter stays",
            "32555",
            technique="aspiration",
            catheter_left=None,
        ),
        example("pleural drain, catheter left in", "32557", technique="drainage", catheter_left=True),
        example("pleural drain, no catheter", "32557", "error line 1", technique="aspiration"),
        example(
            "pleural drain, aspiration in the record",
            "32557",
            "warning line 1",
            technique="aspiration",
            catheter_left=None,
        ),
        example(
            "a puncture on one side and a drain on the other",
            "32555-RT, 32557-LT",
            technique="drainage",
            catheter_left=True,
        ),
        example(
            "an aspiration, and a drain elsewhere", "10160, 49406", technique="drainage", catheter_left=True
        ),
        example(
            "injection code, core biopsy in the record", "20610", "warning line 1", technique="core-biopsy"
        ),
        example(
            "drainage code, aspiration in the record and no catheter",
            "10030",
            "error line 1",
            technique="aspiration",
            catheter_left=False,
        ),
    ),
)
def technique_mismatch(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find procedures that do not use the documented technique, and aspiration with a catheter left in."""
    said = claim.documentation
    documented = said.technique
    if said.catheter_left is not None:
        yield from _catheter(claim, facts, left=said.catheter_left)
    if documented is None:
        if guidance_lines(claim) and any(known.techniques for known in facts.codes.values()):
            yield not_stated("documentation.technique", "it was not compared with the procedure")
        return
    wrong: list[Finding] = []
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is None or not known.techniques or _told_by_catheter(claim, line, said.catheter_left):
            continue
        if _agrees(documented, known):
            return
        uses = " or ".join(TECHNIQUES[technique].lower() for technique in known.techniques)
        message = (
            f"{line.code} on line {number} is for {uses}; the record says {TECHNIQUES[documented].lower()}."
        )
        fine = documented == "fna" or "fna" in known.techniques  # a fine needle, or another one
        sources = cited((_ON_NEEDLES,), facts.sources) if fine else known.citations
        wrong.append(Finding(message, line=number, field=line_field(number, "code"), citations=sources))
    yield from wrong


def _agrees(documented: Technique, known: CodeFacts) -> bool:
    """Whether a procedure uses the technique; the injection for an arthrogram is an injection."""
    return documented in known.techniques or (
        documented == "injection" and "arthrogram-injection" in known.techniques
    )


def _told_by_catheter(claim: Claim, line: Line, left: bool | None) -> bool:
    """Whether the catheter tells that a code is wrong: none was left, or one that no other code leaves."""
    if left and line.code in _WITHOUT_CATHETER:
        return _LEAVES_ONE.isdisjoint(other.code for other in claim.lines)
    return left is False and line.code in _WITH_CATHETER


def _catheter(claim: Claim, facts: Facts, *, left: bool) -> Iterator[Finding]:
    """Aspiration codes although a catheter was left in, and drainage codes although none was."""
    for number, line in enumerate(claim.lines, 1):
        if not _told_by_catheter(claim, line, left):
            continue
        pleural = _PLEURAL_DRAINS.get(line.code) or _PLEURAL_PUNCTURES.get(line.code)
        yield Finding(
            f"A catheter was left in; {line.code} on line {number} is aspiration without one."
            if left
            else f"No catheter was left in; {line.code} on line {number} is drainage with one.",
            line=number,
            field=line_field(number, "code"),
            severity="error",
            basis="cpt-instruction",
            remedy=_other_code(pleural, left=left),
            citations=cited((_ON_PLEURA if pleural else _ON_DRAINAGE,), facts.sources),
        )


def _other_code(pleural: str | None, *, left: bool) -> str:
    if pleural:
        return f"If the record is right, report {pleural}, {'the drain' if left else 'the puncture'}."
    if left:
        return "Report the drainage code of the site. It contains the guidance."
    return "Report the aspiration code of the site. Guidance may then be added."


RULES = (modality_mismatch, imaging_required_by_primary, technique_mismatch)
