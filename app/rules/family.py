"""The right guidance code: by the procedure billed and the method documented, and one for each needle."""

from collections.abc import Iterator

from app.coding.claim import Claim, Line
from app.coding.facts import Alternative, Facts
from app.coding.findings import Edit, Finding, Unchecked
from app.coding.words import MODALITIES, TECHNIQUES, Modality
from app.rules.examples import NOTHING, example
from app.rules.partners import (
    DEVICE_GUIDANCE,
    METHODS,
    NEEDLE_GUIDANCE,
    alternatives,
    apart,
    follows_ncci,
    guidance_lines,
    has_listed_primary,
    homes,
    inclusions,
    told_apart,
)
from app.rules.rule import Cite, rule
from app.rules.surplus import inside_only, lone_fluoroscopy, stacked, stacks
from app.rules.words import listed, not_stated

_FLUOROSCOPIC = frozenset({"77001", "77002", "77003"})
_WITH_CATHETER = frozenset({"10030", "49405", "49406", "49407"})


@rule(
    id="FAM-101",
    slug="wrong-guidance-family",
    title="Another guidance code fits the procedure",
    severity="error",
    basis="cms-edit",
    why="The guidance code follows from the procedure code, not from the region of the body.",
    remedy="Use the code that goes with the procedure, if the record supports it.",
    citations=(Cite("ncci-aoc", "77003 and its primaries"),),
    needs=("inclusions",),
    scope=("related",),
    examples=(
        example("lumbar sympathetic block", "64520, 77002", "error line 2"),
        example("disc aspiration", "62267, 77002", "error line 2"),
        example("the same, payer follows CPT only", "62267, 77002", "warning line 2", payer="commercial-cpt"),
        example("spinal cord cyst: spine, and yet 77002", "62268, 77002"),
        example("joint injection with 77003", "20610, 77003", "error line 2"),
        example(
            "joint with ultrasound has a code of its own",
            "20610, 76942",
            "error line 2",
            modality="ultrasound",
        ),
        example(
            "ultrasound for another procedure, told apart",
            "20610, 20206, 76942-XS",
            modality="ultrasound",
            separate_site=True,
        ),
        example("both codes are there: one too many is another rule", "64520, 77002, 77003"),
        example(
            "both codes are there, and the record tells them apart",
            "64520, 77003, 77002-XS",
            "error line 3",
            separate_site=True,
        ),
        example("a listed primary is there as well", "20610, 64520, 77002", "error line 3"),
        example("the same, told apart", "20610, 64520-XS, 77002", separate_site=True),
        example("the same, the record only", "20610, 64520, 77002", "warning line 3", separate_site=True),
        example("a listed primary, payer follows CPT only", "20610, 64520, 77002", payer="commercial-cpt"),
        example("a listed primary, and no edit", "20610, 62267, 77003"),
        example("the listed primary contains it", "64447, 64520, 77002"),
        example("the right family", "64520, 77003"),
        example("no guidance", "64520"),
        example("two procedures want two codes", "62267, 62270, 77002", "error line 3"),
        example("guidance is inside the code", "64447, 77003"),
        example("the same before it was", "64447, 77003", "error line 2", on="2022-12-31"),
        example("the method in the record is the problem", "62267, 77002", modality="ct"),
        example("beside a visit and a drug", "99213, J1030, 62267, 77002", "error line 4"),
        example("beside a code that the book does not know", "88888, 62267, 77002", "error line 3"),
        example("76000 for a joint injection", "20610, 76000", "error line 2"),
        example("76000 for a lumbar sympathetic block", "64520, 76000", "error line 2"),
        example(
            "76000 for a joint injection, payer follows CPT only",
            "20610, 76000",
            "warning line 2",
            payer="commercial-cpt",
        ),
        example("an exam of its own, told apart", "20610, 76000-XS", separate_site=True),
        example("an exam of its own, no modifier", "20610, 76000", "error line 2", separate_site=True),
        example("an exam of its own, modifier only", "20610, 76000-XS", "error line 2"),
        example("76000 at another encounter", "20610, 76000@2"),
        example("76000 beside guidance is another rule", "20610, 77002, 76000"),
        example("76000 for a procedure that contains imaging is another rule", "27096, 76000"),
        example("76000 without a procedure", "99213, 76000"),
        example("76000 beside a code that contains imaging is another rule", "27096, 20610, 76000"),
        example("inside one code, and the code for the other is there", "64447, 20610, 77002, 77003"),
        example("inside one code, and another one wanted", "20611, 64520, 77002", "error line 3"),
        example("76000 beside two procedures", "20610, 20206, 76000", "error line 3"),
    ),
)
def wrong_guidance_family(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find guidance lines for whose procedure another code is the one to report."""
    if not facts.alternatives:
        return
    for number, line in guidance_lines(claim):
        if claim.documentation.modality not in (None, METHODS[line.code]):
            continue
        inside = {row.code for _, row in inclusions(claim, facts, line.code)}
        at_home = bool(homes(claim, facts, line.code))
        rows = [
            pair
            for pair in alternatives(claim, facts, line.code)
            if pair[1].code not in inside
            and not (at_home and told_apart(facts, line, claim.lines[pair[0] - 1]))
        ]
        if not rows or number in stacked(claim, facts):
            continue
        if at_home:
            yield from _beside_its_own(claim, facts, number, line, rows)
            continue
        if has_listed_primary(claim, facts, line.code):
            continue
        other, row = rows[0]
        if inside_only(claim, facts, line) and any(each.code == row.use for each in claim.lines):
            continue
        is_guidance = row.use in NEEDLE_GUIDANCE
        one = len({row.use for _, row in rows}) == 1
        safe = one and is_guidance and _nothing_else(claim, facts, {line.code, row.code})
        yield Finding(
            f"{row.code} on line {other} goes with {row.use}, not with {line.code} on line {number}."
            if is_guidance
            else f"With imaging, {row.code} on line {other} is {row.use}; {line.code} on line {number} is "
            "not added.",
            line=number,
            field=f"lines[{number - 1}].code",
            why=row.note,
            severity=None if follows_ncci(facts) else "warning",
            edit=Edit(f"Change {line.code} to {row.use}", number, "code", row.use) if safe else None,
            citations=row.citations,
        )
    yield from _fluoroscopy_instead(claim, facts)


def _beside_its_own(
    claim: Claim, facts: Facts, number: int, line: Line, rows: list[tuple[int, Alternative]]
) -> Iterator[Finding]:
    """Guidance with a procedure of its own, beside another with which a pair edit joins it."""
    joined = [pair for pair in rows if pair[1].pair_edit]
    if not joined or not follows_ncci(facts):
        return
    other, row = joined[0]
    yield Finding(
        f"A pair edit joins {line.code} on line {number} with {row.code} on line {other}, "
        "whatever else it was for.",
        line=number,
        field=f"lines[{number - 1}].code",
        severity="warning" if apart(claim) else None,
        why=f"{row.note} NCCI pays one of the two on a date, but for another site or encounter on record.",
        remedy=f"Show the other site or encounter in the record and by a modifier, or leave {line.code} off.",
        citations=row.citations,
    )


def _fluoroscopy_instead(claim: Claim, facts: Facts) -> Iterator[Finding]:
    """76000 beside a procedure of the same encounter whose fluoroscopy a guidance code reports."""
    for number, line in lone_fluoroscopy(claim, facts):
        for other, row in alternatives(claim, facts, line.code):
            if inside_only(claim, facts, line):
                break
            procedure = claim.lines[other - 1]
            separate = apart(claim) and told_apart(facts, line, procedure)
            if procedure.encounter != line.encounter or separate:
                continue
            yield Finding(
                f"76000 on line {number} is part of {row.code} on line {other}, "
                f"unless the fluoroscopy was an exam of its own.",
                line=number,
                field=f"lines[{number - 1}].code",
                why=row.note,
                remedy=f"Report {row.use} if fluoroscopy steered the needle. Otherwise leave 76000 off.",
                severity=None if follows_ncci(facts) else "warning",
                citations=row.citations,
            )
            break


def _nothing_else(claim: Claim, facts: Facts, codes: set[str]) -> bool:
    """Whether the claim holds one guidance line and, visits and drugs apart, no other code than `codes`."""
    others = [line.code for line in claim.lines if line.code not in codes]
    return len(guidance_lines(claim)) == 1 and all(
        code[0].isalpha() or (code in facts.codes and facts.codes[code].kind == "evaluation")
        for code in others
    )


@rule(
    id="FAM-102",
    slug="guidance-stacked",
    title="More than one guidance code",
    severity="error",
    basis="cms-edit",
    why="NCCI pairs the guidance codes with each other and with 76000, and pays one of them.",
    remedy="Keep the one code for the method that steered the needle.",
    citations=(Cite("ncci-manual-ch9", "G 3"), Cite("ncci-ptp", "guidance codes with each other")),
    scope=("several",),
    examples=(
        example("fluoroscopy of both families", "20610, 77002, 77003", "error line 3"),
        example("ultrasound and fluoroscopy, record says fluoroscopy", "20610, 76942, 77002", "error line 2"),
        example("ultrasound and CT, method not stated", "20206, 76942, 77012", "error line 3", base=NOTHING),
        example("76000 beside guidance", "20610, 77002, 76000", "error line 3"),
        example(
            "the same, payer follows CPT only",
            "20610, 77002, 76000",
            "warning line 3",
            payer="commercial-cpt",
        ),
        example("one guidance code", "20610, 77002"),
        example("two encounters", "20610, 77002, 20206@2, 76942@2"),
        example("told apart by modifier and record", "20610, 77002, 20206, 76942-XS", separate_site=True),
        example(
            "modifier without the record",
            "20610, 77002, 20206, 76942-XS",
            "error line 4",
            modality="fluoroscopy",
        ),
        example(
            "told apart by the record only", "20610, 77002, 20206, 76942", "error line 4", separate_site=True
        ),
        example("77003 fits the procedure", "64520, 77002, 77003", "error line 2"),
        example("no procedure tells which", "77002, 77003", "error line 2"),
        example("neither is of the method in the record", "20610, 77002, 77003", modality="ultrasound"),
        example("both are inside the procedure", "27096, 77002, 76000"),
        example(
            "two encounters, each with two codes",
            "20610, 77002, 76000, 20206@2, 76942@2, 77012@2",
            "error line 3",
            "error line 6",
            base=NOTHING,
        ),
    ),
)
def guidance_stacked(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find more than one guidance code in an encounter, without a documented separate service."""
    for lines, surplus in stacks(claim, facts):
        codes = listed(dict.fromkeys(line.code for _, line in lines))
        for number, line in surplus:
            yield Finding(
                f"{codes} are reported for one encounter; one needle takes one guidance code.",
                line=number,
                field=f"lines[{number - 1}].code",
                severity=None if follows_ncci(facts) else "warning",
                remedy=f"Leave {line.code} off, or correct it to the method that steered the needle.",
            )


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
        method = _say(METHODS[line.code])
        yield Finding(
            f"{line.code} on line {number} is for {method}; {_record_says(documented)}.",
            line=number,
            field=f"lines[{number - 1}].code",
        )


def _record_says(modality: Modality) -> str:
    return "the record has no imaging" if modality == "landmark" else f"the record says {_say(modality)}"


def _say(modality: Modality) -> str:
    """The method inside a sentence: abbreviations keep their capitals."""
    word = MODALITIES[modality]
    return word if word.isupper() else word[0].lower() + word[1:]


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
    ),
)
def imaging_required_by_primary(claim: Claim, facts: Facts) -> Iterator[Finding | Unchecked]:
    """Find procedures that contain imaging where the record has other imaging or none."""
    said = claim.documentation
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is None or not known.requires_imaging:
            continue
        wanted = " or ".join(_say(modality) for modality in known.requires_imaging)
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
        else:
            problem = _record_says(said.modality)
        yield Finding(
            f"{line.code} on line {number} requires {wanted}; {problem}.",
            line=number,
            field=f"lines[{number - 1}].code",
            citations=known.citations,
        )


@rule(
    id="FAM-105",
    slug="technique-mismatch",
    title="Procedure and technique disagree",
    severity="warning",
    basis="advice",
    why="The procedure code stands for another technique than the record describes.",
    remedy="Compare the procedure code with what was done.",
    citations=(Cite("aapc-a9", "drainage"), Cite("medlearn-fna", "new codes")),
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
        example(
            "catheter left in, technique not stated",
            "10160, 77002",
            "error line 1",
            "not checked",
            catheter_left=True,
        ),
        example("no technique known for the code", "99213, 77002", technique="injection"),
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
        yield from _catheter(claim, left=said.catheter_left)
    if documented is None:
        if guidance_lines(claim):
            yield not_stated("documentation.technique", "it was not compared with the procedure")
        return
    wrong: list[Finding] = []
    for number, line in enumerate(claim.lines, 1):
        known = facts.codes.get(line.code)
        if known is None or not known.techniques or _told_by_catheter(line, said.catheter_left):
            continue
        if documented in known.techniques:
            return
        uses = " or ".join(TECHNIQUES[technique].lower() for technique in known.techniques)
        message = (
            f"{line.code} on line {number} is for {uses}; the record says {TECHNIQUES[documented].lower()}."
        )
        wrong.append(Finding(message, line=number, field=f"lines[{number - 1}].code"))
    yield from wrong


def _told_by_catheter(line: Line, left: bool | None) -> bool:
    return (line.code == "10160" and left is True) or (line.code in _WITH_CATHETER and left is False)


def _catheter(claim: Claim, *, left: bool) -> Iterator[Finding]:
    """Aspiration codes although a catheter was left in, and drainage codes although none was."""
    for number, line in enumerate(claim.lines, 1):
        if not _told_by_catheter(line, left):
            continue
        yield Finding(
            f"A catheter was left in; {line.code} on line {number} is aspiration without one."
            if left
            else f"No catheter was left in; {line.code} on line {number} is drainage with one.",
            line=number,
            field=f"lines[{number - 1}].code",
            severity="error",
            basis="cpt-instruction",
            remedy="Report the drainage code of the site. It contains the guidance."
            if left
            else "Report the aspiration code of the site. Guidance may then be added.",
        )


RULES = (
    wrong_guidance_family,
    guidance_stacked,
    modality_mismatch,
    imaging_required_by_primary,
    technique_mismatch,
)
