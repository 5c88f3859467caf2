"""The claim beside a note: what stands in the form, what the note would lead to there, and taking it over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from app.claims.draft import Draft, claim_of
from app.claims.draft_lines import add_lines
from app.coding.claim import Claim, Documentation, Line
from app.coding.errors import InputError, InstallationError
from app.coding.findings import Review
from app.coding.sources import Citation, Source
from app.coding.words import SEVERITY_NOUNS
from app.desktop.claim.flags_model import count_words
from app.desktop.claim.new_claim import say_new_claim
from app.desktop.claim.rule_words import flag_title
from app.desktop.claim.workspace import ClaimWorkspace
from app.notes.filling import Chosen, fill
from app.notes.proposals import Offer
from app.notes.proposing import propose

_TITLES = 3


class Outlook:
    """Looks at the claim of a workspace as it would be; `into_new`: at a new one beside it."""

    def __init__(self, workspace: ClaimWorkspace) -> None:
        self._workspace = workspace
        self.into_new = False

    def draft(self) -> Draft:
        """The draft to be filled: what stands in the form, or a new claim."""
        return self._workspace.blank() if self.into_new else self._workspace.form.draft()

    def stands(self) -> tuple[Draft, date]:
        """The draft to be filled, and the date that a new claim begins with."""
        return self.draft(), self._workspace.new_date()

    def in_form(self) -> tuple[Draft, date]:
        """What stands in the form, and the date that a new claim begins with."""
        return self._workspace.form.draft(), self._workspace.new_date()

    def is_documented(self) -> bool:
        """Whether the claim in the form is documented by another note, or was kept with its documentation."""
        draft, kept = self._workspace.form.draft(), self._workspace.kept
        return draft.documentation != Documentation() and bool(kept.quotes.of(draft) or kept.is_kept(draft))

    def call_on_change(self, slot: Callable[[], object]) -> None:
        """Call whenever the form changed."""
        self._workspace.claim_changed.connect(lambda _claim: slot())

    def find_source(self, citation: Citation) -> Source | None:
        """The source that a citation names."""
        return self._workspace.library.source(citation)

    def offer(self, draft: Draft, region: str) -> Offer:
        """Codes that fit a draft and the place that the note names; none while it cannot be read."""
        try:
            return propose(claim_of(draft), self._workspace.library, region)
        except (InputError, InstallationError):
            return Offer()

    def flags(self, draft: Draft, lines: Sequence[Line]) -> str:
        """The flags that a draft with further lines would get, in words."""
        try:
            claim = claim_of(add_lines(draft, lines))
        except InputError as error:
            return f"Not checked: {error}"
        if not claim.lines:
            return "The claim has no code yet."
        return f"The claim would get: {_words_of(self._review(claim))}"

    def take_over(self, chosen: Chosen, lines: Sequence[Line], quotes: Mapping[str, str]) -> None:
        """Fill the form; Ctrl+Z takes it back as one. A claim that gives way to a new one is put aside."""
        form = self._workspace.form
        left = form.draft()
        if self.into_new:
            self._workspace.clear()
        filled = add_lines(fill(form.draft(), chosen), lines)
        self._workspace.kept.quotes.keep(filled, quotes)
        form.change("Fill from a note", filled)
        if self.into_new:
            say_new_claim(self._workspace, left)

    def _review(self, claim: Claim) -> Review:
        return self._workspace.reviewer.review(claim)


def _words_of(review: Review) -> str:
    counts = {
        severity: sum(flag.severity == severity for flag in review.flags) for severity in SEVERITY_NOUNS
    }
    titles = list(dict.fromkeys(flag_title(flag) for flag in review.flags))
    more = f" and {len(titles) - _TITLES} more" if len(titles) > _TITLES else ""
    named = f" ({'; '.join(titles[:_TITLES])}{more})" if titles else ""
    return f"{count_words(counts, len(review.not_checked))}{named}."
