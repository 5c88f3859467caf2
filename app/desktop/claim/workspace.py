"""Check a claim as one piece: form, panel, rail and review, wired to each other.

The window gives the three widgets their places, puts `actions` into its menus and listens to the signals.
"""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

import msgspec
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from app.claims.decisions import codes_of
from app.claims.draft import Draft, draft_of
from app.claims.draft_lines import add_codes
from app.claims.naming import spoken_name
from app.claims.primaries import PrimaryChoice, choice_for
from app.coding.claim import Claim, Documentation, without_decisions
from app.coding.errors import InputError
from app.coding.findings import Flag, Review
from app.coding.library import ClaimLibrary
from app.coding.page_key import MAIN_CODE
from app.coding.sources import Citation, Source
from app.desktop.claim.flag_actions import FlagActions
from app.desktop.claim.flags import NO_CLAIM, FlagsPanel
from app.desktop.claim.flags_head import FlagsRail
from app.desktop.claim.flags_model import count_words
from app.desktop.claim.kept import KeptClaims
from app.desktop.claim.lines_model import CODE
from app.desktop.claim.making import finish, make_view
from app.desktop.claim.news import ClaimNews
from app.desktop.claim.reading import UNREMARKABLE, Reading
from app.desktop.claim.reviewing import Reviewer
from app.desktop.claim.view import ClaimView
from app.desktop.look.look import Look
from app.desktop.look.shapes import State

BEING_CHECKED = "The claim is being checked."


class ClaimWorkspace(QObject):
    """Form, panel and rail of one claim.

    Signals: `claim_changed(Claim or None)` after a change, None while it cannot be read; `reviewed(Review or
    None)` when the flags shown are of another review; `kept_changed()` when the claim was kept;
    `page_asked(str)` with a page key; `import_asked()`; `collapse_asked()` and `expand_asked()` of the panel.
    """

    claim_changed = Signal(object)
    reviewed = Signal(object)
    page_asked = Signal(str)
    import_asked = Signal()
    kept_changed = Signal()
    collapse_asked = Signal()
    expand_asked = Signal()

    def __init__(
        self,
        look: Look,
        library: ClaimLibrary,
        review: Callable[[Claim], Review],
        today: Callable[[], date] = date.today,
        parent: QWidget | None = None,
        *,
        view: ClaimView | None = None,
        panel: FlagsPanel | None = None,
    ) -> None:
        """`review` is called in another thread; `today` is the day that t means in a date field.

        The form is made in `parent`, unless `view` and `panel` are given; who gave it lays it out there.
        A new claim starts with what `new_date` (at first `today`) and `new_payer` (at first None) give.
        """
        super().__init__(parent)
        self.library = library
        self.look = look
        self.new_date = today
        self.new_payer: Callable[[], str | None] = lambda: None
        self._review: Review | None = None
        self._reviewed_claim: Claim | None = None
        self._put_aside: int | None = None
        self.kept = KeptClaims(self.blank)
        self.reviewer = Reviewer(review, self)
        steps = make_view(look, library.label, library.places(), library.payers(), today, parent)
        self.view = view or finish(steps)
        self.form = self.view.form
        # By the library of that moment: an import brings another.
        self.form.lines.view.offer_codes(lambda text: self.library.find_codes(text))  # noqa: PLW0108
        self.panel = panel or FlagsPanel(look, self.source, self.primaries)
        self.rail = FlagsRail(look)
        self._news = ClaimNews(self.panel)
        self.flags = FlagActions(self.form, self.panel, self.is_current, self)
        self._connect()
        self.start_blank()

    def start_blank(self) -> None:
        """Begin with an empty form; there is nothing to undo."""
        self.kept = KeptClaims(self.blank)
        self.form.set_draft(self._as_new(self.blank()))
        self.mark_saved()
        self.refresh()

    def blank(self) -> Draft:
        """The draft of a new claim."""
        return Draft(date_of_service=self.new_date(), payer=self.new_payer())

    def clear(self) -> None:
        """Empty the form; Ctrl+Z brings the claim back, and so does the message about one not saved."""
        self.form.commit()
        left = self.form.draft()
        say = self._news.say_cleared if self.is_saved() else partial(self._say_put_aside, left)
        self._take_in("Clear", self._as_new(self.blank()))
        say()
        self.focus_form()

    def begin(self) -> None:
        """Empty the form for a new claim, the keyboard in its first field; Ctrl+Z brings the old one back."""
        self.clear()
        self.form.encounter.date.setFocus(Qt.FocusReason.TabFocusReason)
        self.form.encounter.date.selectAll()

    def open_claim(
        self,
        claim: Claim,
        text: str,
        file: Path | None = None,
        *,
        name: str = "",
        reading: Reading = UNREMARKABLE,
    ) -> None:
        """Show a claim that was read from somewhere, and so; Ctrl+Z brings back what stood in the form.

        `file` is where Save writes it; without one it is called `name`, else by its reference.
        """
        self._reviewed_claim = None  # also the same claim is reviewed again, its flags read from the top
        self.panel.forget_selection()
        self.kept.came_from(draft := self._as_new(draft_of(claim)), name, reading)
        self._take_in(text, draft, file)
        self.focus_form()
        self.view.show_top()

    def check_with(self, codes: Sequence[str]) -> None:
        """Put codes on the claim, those that are not there already, and go to the form."""
        self.form.change("Check with this code", add_codes(self.form.draft(), codes))
        self.focus_form()

    def focus_form(self) -> None:
        """Put the keyboard into the grid, on the row after the last line."""
        grid = self.form.lines.view
        grid.go_to(grid.model().rowCount() - 1, CODE)
        grid.setFocus()

    def review(self) -> Review | None:
        """The review whose flags are shown, None while there is none."""
        return self._review

    def review_now(self) -> tuple[Claim, Review]:
        """The claim as it stands with its review, at once. Raises InputError when it cannot be read."""
        self.form.commit()
        bare = without_decisions(claim := self.form.claim())
        if self._review is not None and bare == self._reviewed_claim:
            return claim, self._review
        self.reviewer.wait()
        review = self.reviewer.review(bare)
        if bare.lines:  # else the panel goes on saying what it is for
            self._show_review(review, bare)
        return claim, review

    def is_current(self) -> bool:
        """Whether the review shown is of the claim as it stands."""
        try:
            claim = without_decisions(self.form.claim())
            return self._review is not None and claim == self._reviewed_claim
        except InputError:
            return False

    def is_saved(self) -> bool:
        """Whether closing would lose nothing: the form is blank, or saved or exported as it stands."""
        return self.kept.is_kept(self.form.draft())

    def bring_back(self, origin: int) -> None:
        """Show a claim of this session again, as it stood last."""
        if draft := self.kept.latest(origin):
            self.form.change("Bring back", draft)

    def is_changed(self) -> bool:
        """Whether the claim as it stands differs from its file, or lies in none."""
        return self.kept.is_changed(self.form.draft())

    def file(self) -> Path | None:
        """The file that Save writes to, None while there is none."""
        return self.kept.file(self.form.draft())

    def mark_saved(self, file: Path | None = None) -> None:
        """Remember that the claim as it stands is kept elsewhere, in `file` from now on if there is one."""
        self.kept.keep(self.form.draft(), file)
        self.kept_changed.emit()

    def mark_exported(self) -> None:
        """Remember that the claim as it stands lies inside an exported checklist."""
        self.kept.keep_exported(self.form.draft())
        self.kept_changed.emit()

    def refresh(self) -> None:
        """Review again, for example after an import, or say why there is no review."""
        self._reviewed_claim = None
        self.form.lines.view.viewport().update()  # its labels are of the library
        self._follow_form()

    # Inside

    def _take_in(self, text: str, draft: Draft, file: Path | None = None) -> None:
        """Show a claim that is kept elsewhere, or a blank one."""
        self.form.change(text, draft)
        self.mark_saved(file)

    def _say_put_aside(self, left: Draft) -> None:
        self._put_aside = left.origin
        sentence = f"The claim ({spoken_name(left)}) was put aside and is not saved."
        way = ("Bring it back", partial(self.bring_back, left.origin))
        self.view.message.say(sentence, (way,), "info")

    def _as_new(self, draft: Draft) -> Draft:
        return msgspec.structs.replace(draft, origin=self.kept.new_origin())

    def source(self, citation: Citation) -> Source | None:
        """The source of a citation, for the panel."""
        return self.library.source(citation)

    def primaries(self, flag: Flag) -> PrimaryChoice:
        """The procedures that a flag about an add-on offers, for the panel."""
        return choice_for(flag, self._reviewed_claim, self.library)

    def _connect(self) -> None:
        form, panel = self.form, self.panel
        form.changed.connect(self._follow_form)
        self.reviewer.reviewed.connect(self._show_review)
        self.reviewer.failed.connect(self._show_failure)
        panel.page_asked.connect(self.page_asked)
        panel.import_asked.connect(self.import_asked)
        panel.collapse_asked.connect(self.collapse_asked)
        self.rail.expand_asked.connect(self.expand_asked)
        self.flags.expand_asked.connect(self.expand_asked)
        panel.reading.asked.connect(self.view.tell_reading)

    def _follow_form(self) -> None:
        self.kept.follow(draft := self.form.draft())
        self.form.set_quotes(self.kept.quotes.of(draft))
        if draft.origin == self._put_aside:  # undo brought it back
            self._put_aside = None
            self.view.message.hide()
        self.panel.reading.show_reading(self.kept.reading(draft))
        self.panel.set_dispositions(draft.dispositions)
        if self._review:
            self._show_standing(self._review)
        claim = None if (problems := self.form.problems()) else without_decisions(self.form.claim())
        if not draft.lines:
            example = partial(self.check_with, (MAIN_CODE,))
            bare = draft.documentation == Documentation()  # else the record, and no example, tells the code
            self._show_none(None, NO_CLAIM, f"Check with {MAIN_CODE}" if bare else "", example)
            self._news.forget()
        elif problems:
            first = problems[0]
            go = partial(self.flags.go_to_field, first.field)
            self._show_none("none", f"Not checked. {first.sentence}", "Go to the field", go)
            self._news.say_problems(problems)
        elif claim is None or claim == self._reviewed_claim:
            self.reviewer.drop()  # what is on its way is of a claim that was taken back
        else:
            if self._review is None:  # what stands in its place is of another claim, or of none
                self.panel.show_notice(None, BEING_CHECKED)
            self.reviewer.ask(claim)
        self.claim_changed.emit(claim)

    def _show_review(self, review: Review, claim: Claim) -> None:
        self._review, self._reviewed_claim = review, claim
        self.panel.show_review(review, codes_of(claim))
        self._show_standing(review)
        self.reviewed.emit(review)

    def _show_standing(self, review: Review) -> None:
        """Show outside the panel what stands open in it."""
        standing, missed = self.panel.standing, len(review.not_checked)
        self.form.set_flags(standing.open)
        self.rail.show_counts(self.panel.counts(), missed)
        self._news.say_counts(count_words(self.panel.counts(), missed, len(standing.decided)))

    def _show_failure(self, sentence: str) -> None:
        self._show_none("none", f"Not checked. {sentence}", "Try again", self.refresh)
        self._news.say_counts(f"Not checked. {sentence}")

    def _show_none(self, state: State | None, sentence: str, button: str, act: Callable[[], object]) -> None:
        self.reviewer.drop()
        self._review = self._reviewed_claim = None
        self.form.set_flags((), reviewed=False)
        self.panel.show_notice(state, sentence, button, act)
        self.rail.show_counts({}, 0)
        self.reviewed.emit(None)
