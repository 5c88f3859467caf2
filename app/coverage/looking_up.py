"""What coverage articles say of a code and a diagnosis at a place on a date. Pure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from app.coding.article_dates import Force, force_of
from app.coding.article_parts import ArticleParts, unpack_parts
from app.coding.held_articles import CitedArticle, HeldArticles, HeldPolicies
from app.coverage.judging import NOT_COVERED, Judgment, judge
from app.coverage.place import Place
from app.coverage.policies import policies_of
from app.coverage.record import ArticleFinding, Coverage, State

NO_DOWNLOAD = (
    "Not checked: no coverage articles are on the shelf. Import current_article.zip of the Medicare Coverage "
    "Database."
)


def covered(code: str, diagnosis: str, place: Place, on: date, held: HeldArticles) -> Coverage:
    """Every article of the place that prints a code, each with its own answer.

    `diagnosis` has its point, or is "" to ask only who prints the code. Of an article the version in force is
    taken; where none was, the latest is shown with the reason.
    """
    if held.edition is None or place.why:
        note = place.why if held.edition else NO_DOWNLOAD
        return _answer(code, diagnosis, place, on, held, "not-checked", (note,))
    read = [(each, unpack_parts(each.article.parts)) for each in held.articles]
    here = [(each, parts) for each, parts in read if _is_here(parts, place)]
    notes = tuple(filter(None, (place.note, held.limit_on(on))))
    if not here:
        return _answer(code, diagnosis, place, on, held, "no-article", (_none(code, place, held), *notes))
    found = tuple(
        _finding(each, parts, judge(parts, code, diagnosis), place, on, held.policies)
        for each, parts in _versions(here, on)
    )
    return _answer(code, diagnosis, place, on, held, "checked", notes, found)


def _answer(
    code: str,
    diagnosis: str,
    place: Place,
    on: date,
    held: HeldArticles,
    state: State,
    notes: tuple[str, ...],
    found: tuple[ArticleFinding, ...] = (),
) -> Coverage:
    return Coverage(
        code=code,
        diagnosis=diagnosis,
        on=on,
        place=place.text,
        state=state,
        notes=notes,
        edition=held.edition,
        citation=held.citation,
        articles=found,
    )


def _is_here(parts: ArticleParts, place: Place) -> bool:
    """Whether an article counts at a place; one that names no contractor counts everywhere."""
    return not parts.contractors or any(map(place.is_of, parts.contractors))


def _versions(
    here: list[tuple[CitedArticle, ArticleParts]], on: date
) -> Iterator[tuple[CitedArticle, ArticleParts]]:
    """Of each article the latest version in force, else the latest."""
    by_article: defaultdict[str, list[tuple[CitedArticle, ArticleParts]]] = defaultdict(list)
    for each in here:
        by_article[each[0].article.key.rpartition("-")[0]].append(each)
    for versions in by_article.values():
        yield max(
            versions,
            key=lambda each: (bool(force_of(each[0].article, on).inside), int(each[0].article.version)),
        )


def _finding(
    cited: CitedArticle,
    parts: ArticleParts,
    judged: Judgment,
    place: Place,
    on: date,
    policies: HeldPolicies,
) -> ArticleFinding:
    article = cited.article
    force = force_of(article, on)
    judgment = judged if force.inside else _not_judged(force)
    return ArticleFinding(
        display=article.display,
        version=article.version,
        title=article.title,
        first=article.effective,
        last=force.last,
        retired=article.retired,
        outcome=judgment.outcome,
        sentences=judgment.sentences,
        groups=judgment.groups,
        contractors=tuple(filter(place.is_of, parts.contractors)),
        policies=tuple(policies_of(parts, policies, on)),
        citation=cited.citation,
    )


def _not_judged(force: Force) -> Judgment:
    return Judgment("unclear" if force.inside is None else "not-in-force", (force.why,))


def _none(code: str, place: Place, held: HeldArticles) -> str:
    elsewhere = sorted({each.article.display for each in held.articles})
    if elsewhere:
        count = f"{len(elsewhere)} elsewhere {'does' if len(elsewhere) == 1 else 'do'}"
        return f"No article of {place.text} prints {code}; {count}. {NOT_COVERED}"
    return f"No article prints {code}. {NOT_COVERED}"
