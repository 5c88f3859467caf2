"""The commands and their arguments, as scripts rely on them. With no command the window opens."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, NoReturn, Protocol

from app import __version__
from app.coding.errors import InputError
from app.commands.argument_takers import Arguments, Passed, file_name, file_path
from app.commands.sampling_arguments import add_sampling

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

_STATUS = (
    "Exit status: 0 done, or nothing found; 1 issues found; 2 input or installation error; 3 some checks "
    "not run; 70 internal fault."
)
_JSON = "print one JSON object per line"
_MOST_JOBS = 999
COMMANDS = (
    *("lookup", "search", "rules", "selftest", "ask", "coverage"),
    *("check", "pay", "checklist", "reopen", "verify"),
    *("denial", "note", "sample", "appraise", "import", "editions", "compare"),
)
_CLAIM_FILE = (
    "one claim (JSON), several (JSON lines, CSV, XLSX, FHIR, X12 837 or 835), a folder of such files or a "
    "ZIP of X12 files; - reads standard input"
)


_CLAIM = (
    'of several claims this one, by the name that check prints: in X12 files "claim 17", the 17th of its '
    'file, or "claim 17, day 2 of 3"; of several files "a.837, claim 17"; else the line, the value of the '
    "claim column, or the reference. 17 alone stands for claim 17. The practice's own number of an X12 claim "
    "is not kept; check says at which segment each claim begins"
)


class _Command(Protocol):
    """Adds a command to the parser."""

    def __call__(self, name: str, text: str, *, json: bool = ...) -> Arguments: ...


class _Parser(argparse.ArgumentParser):
    """Ends in one sentence instead of a page of usage."""

    def error(self, message: str) -> NoReturn:
        raise InputError(f"{message[0].upper()}{message[1:]}; see {self.prog} --help.")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End once help or version is written; argparse would end well on a disk that is full."""
        if message:
            sys.stderr.write(message)
        sys.stdout.flush()
        sys.exit(status)

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Let a failure to write be seen: argparse passes over it."""
        (file or sys.stdout).write(message)


def plain_text(typed: str) -> str:
    """A typed text whose bytes that are not UTF-8 became question marks."""
    return typed.encode("utf-8", "replace").decode()


def _jobs(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and int(typed) <= _MOST_JOBS):
        raise argparse.ArgumentTypeError(f"give a number from 0 to {_MOST_JOBS}")
    return int(typed)


def _make_common() -> _Parser:
    common = _Parser(add_help=False)
    common.add_argument("--data-dir", type=file_path, metavar="PATH", default=argparse.SUPPRESS,
                        help="your data folder (default: NEEDLEPOINT_DATA or the usual one)")  # fmt: skip
    return common


def make_opening_parser() -> argparse.ArgumentParser:
    """The parser of a start with a file or a link in place of a command."""
    parser = _Parser(prog="needlepoint", parents=[_make_common()])
    parser.add_argument("target", metavar="FILE or LINK")
    return parser


def make_parser(asked: str = "") -> argparse.ArgumentParser:
    """The parser of the whole command line, or of the one command that was asked for: few wait for all."""
    common = _make_common()
    parser = _Parser(
        prog="needlepoint",
        description="Reference and claim checker for image-guided needle procedures. The window opens with "
        "nothing, a claim, a checklist or a link (needlepoint://lookup/77002?date=2026-03-10) as argument.",
        epilog=_STATUS,
        parents=[common],
    )
    parser.add_argument("--version", action="version", version=f"needlepoint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")

    def command(name: str, text: str, *, json: bool = True) -> Arguments:
        if asked in COMMANDS and name != asked:
            return Passed()
        about = f"{text[0].upper()}{text[1:]}."
        added = commands.add_parser(name, help=text, description=about, epilog=_STATUS,
                                    parents=[common])  # fmt: skip
        if json:
            added.add_argument("--json", action="store_true", help=_JSON)
        return added

    _add_reference(command)
    _add_checking(command)
    _add_paying(command)
    _add_checklists(command)
    _add_denials(command)
    _add_notes(command)
    add_sampling(command, _CLAIM_FILE)
    _add_editions(command)
    return parser


def _add_reference(command: _Command) -> None:
    lookup = command(
        "lookup",
        "show the page of a code, modifier or place of service, or whether two codes are reported together",
    )
    lookup.add_argument("code", nargs="+", metavar="CODE", type=plain_text,
                        help="a code, modifier (26), place of service (POS 22), CARC 97 or "
                             "the name of a rule")  # fmt: skip
    lookup.add_argument("--with", dest="guidance", metavar="GUIDANCE", type=plain_text,
                        help="whether this guidance code may be reported with CODE")  # fmt: skip
    lookup.add_argument("--date", metavar="DATE", type=plain_text,
                        help="date of service, such as 2026-09-15 (default: today)")  # fmt: skip
    lookup.add_argument("--zip", metavar="ZIP", type=plain_text,
                        help="ZIP code where the service is rendered, for what the code pays")  # fmt: skip
    lookup.add_argument("--locality", metavar="LOCALITY", type=plain_text,
                        help="payment locality or state, such as 10112-00, Manhattan or IL")  # fmt: skip
    lookup.add_argument("--section", metavar="WORDS", type=plain_text,
                        help="only the sections whose title holds these words, such as payment")  # fmt: skip
    lookup.add_argument("--all", action="store_true",
                        help="the whole page of a guidance code, which is shown in short else")  # fmt: skip
    _add_coverage(command)
    search = command("search", "search codes, modifiers, rules and topics")
    search.add_argument("text", nargs="+", metavar="TEXT", type=plain_text, help="words or codes")
    rules = command("rules", "list the rules, or show one rule")
    rules.add_argument("slug", nargs="?", metavar="SLUG", type=plain_text,
                       help="the short name or id of a rule")  # fmt: skip
    ask = command("ask", "answer in the small window of the open program, or of a new one", json=False)
    ask.add_argument("--clipboard", action="store_true", required=True,
                     help="look up what the clipboard holds: codes or a few words")  # fmt: skip
    command("selftest", "test this installation: run the examples of every rule", json=False)


def _add_coverage(command: _Command) -> None:
    coverage = command(
        "coverage",
        "list the Medicare coverage articles that print a code, and what each lists of a diagnosis; "
        "exit status 3 where nothing could be checked",
    )
    coverage.add_argument("code", metavar="CODE", type=plain_text, help="a procedure code")
    coverage.add_argument("--with", dest="guidance", metavar="GUIDANCE", type=plain_text,
                          help="a guidance code to ask about too")  # fmt: skip
    coverage.add_argument("--dx", metavar="DIAGNOSIS", type=plain_text, action="append",
                          help="ICD-10-CM codes, such as M25.551; may be given again")  # fmt: skip
    coverage.add_argument("--state", metavar="STATE", type=plain_text, help="two letters, such as IL")
    coverage.add_argument("--contractor", metavar="NUMBER", type=plain_text,
                          help="a Medicare contractor by its number, such as 06102")  # fmt: skip
    coverage.add_argument("--zip", metavar="ZIP", type=plain_text,
                          help="ZIP code of the service; needs the ZIP code file")  # fmt: skip
    coverage.add_argument("--date", metavar="DATE", type=plain_text,
                          help="date of service, such as 2026-09-15 (default: today)")  # fmt: skip
    coverage.add_argument("--words", action="store_true",
                          help="print what the LCDs and NCDs say that an article names")  # fmt: skip


def _add_checking(command: _Command) -> None:
    check = command("check", "check claims")
    check.add_argument(
        "files", metavar="FILE", nargs="+", type=file_name, help=f"{_CLAIM_FILE}; several are one run"
    )
    check.add_argument("--map", type=file_path, metavar="FILE",
                       help="what headings of a practice table mean: TOML or JSON")  # fmt: skip
    check.add_argument("--claim", metavar="NAME", type=plain_text, help=_CLAIM)
    check.add_argument("--csv", action="store_true", help="print one CSV row per flag")
    check.add_argument("--all", action="store_true",
                       help="review also claims without guidance and without a procedure that it goes "
                       "with; of many claims these are only counted otherwise")  # fmt: skip
    check.add_argument("--jobs", type=_jobs, default=1, metavar="N",
                       help="check many claims with N processes; 0: one a core (default: 1)")  # fmt: skip
    check.add_argument("--summary", action="store_true",
                       help="print totals of all claims in place of each review")  # fmt: skip
    check.add_argument("--out", type=file_path, metavar="FOLDER",
                       help="keep the run in a new folder: tables as CSV and a manifest")  # fmt: skip
    check.add_argument("--xlsx", action="store_true",
                       help="with --out: the tables as sheets of one workbook, run.xlsx, too")  # fmt: skip
    check.add_argument("--replay", type=file_path, metavar="MANIFEST",
                       help="give the claim of --claim again as that run did, to the same bytes")  # fmt: skip


def _add_paying(command: _Command) -> None:
    pay = command(
        "pay", "say what a claim pays under Medicare, with every step; exit status 3 where not all is known"
    )
    pay.add_argument("file", metavar="FILE", type=file_name, help=_CLAIM_FILE)
    pay.add_argument("--claim", metavar="NAME", type=plain_text, help=_CLAIM)
    pay.add_argument("--zip", metavar="ZIP", type=plain_text,
                     help="ZIP code where the service was rendered, in place of the claim's")  # fmt: skip
    pay.add_argument("--locality", metavar="LOCALITY", type=plain_text,
                     help="payment locality or state, such as 10112-00, Manhattan or IL")  # fmt: skip
    pay.add_argument("--setting", choices=("professional", "hospital", "asc"),
                     help="who is paid: an ASC bills as practitioners do")  # fmt: skip


def _add_checklists(command: _Command) -> None:
    checklist = command(
        "checklist",
        "check a claim and write the checklist as a PDF; exit status 0 once it is written",
        json=False,
    )
    checklist.add_argument("file", metavar="FILE", type=file_name, help=_CLAIM_FILE)
    checklist.add_argument("--claim", metavar="NAME", type=plain_text, help=_CLAIM)
    checklist.add_argument("-o", "--output", type=file_path, required=True, metavar="OUT.pdf")
    checklist.add_argument("--paper", choices=("us-letter", "a4"), default="us-letter")
    checklist.add_argument(
        "--review-type", choices=("pre-bill", "post-bill"), help="printed in the title block"
    )
    checklist.add_argument("--no-claim", action="store_true", help="do not embed the claim in the file")
    checklist.add_argument("--quarter", action="store_true",
                           help="print the quarter, not the date of service; embed no claim")  # fmt: skip
    reopen = command("reopen", "check again the claim embedded in an exported PDF")
    reopen.add_argument("file", type=file_path, metavar="CHECKLIST.pdf")
    reopen.add_argument("--claim", action="store_true", help="print the claim as JSON instead")
    verify = command(
        "verify",
        "say whether a checklist is the same, changed, or reviewed differently today; exit status 0 or 1",
    )
    verify.add_argument("file", type=file_path, metavar="CHECKLIST.pdf")


def _add_denials(command: _Command) -> None:
    denial = command(
        "denial",
        "say what the codes of a remittance mean for a claim, and what follows; exit status 3 where that was "
        "not checked",
    )
    denial.add_argument("numbers", nargs="+", metavar="NUMBER", type=plain_text,
                        help="as the remittance shows them: CO-236 N122; or a remittance (835)")  # fmt: skip
    denial.add_argument(
        "--on", metavar="CLAIM", type=file_name, help=f"the claim that was denied: {_CLAIM_FILE}"
    )
    denial.add_argument("--claim", metavar="NAME", type=plain_text, help=_CLAIM)
    denial.add_argument(
        "--line", type=int, metavar="N", help="the line that was denied; without it, all of them"
    )
    denial.add_argument("--remitted", metavar="DATE", type=plain_text, help="the date of the remittance")
    denial.add_argument("--letter", type=file_path, metavar="OUT.pdf",
                        help="write the request for a redetermination or a reopening instead")  # fmt: skip


def _add_notes(command: _Command) -> None:
    note = command("note", "show what a procedure note says of the documentation, with the words that say it")
    note.add_argument("file", metavar="FILE", type=file_name,
                      help="plain text, RTF, DOCX or a PDF with text; - reads standard input, with --json "
                      'also many notes, an object {"text": …} a line')  # fmt: skip
    note.add_argument("--date", metavar="DATE", type=plain_text,
                      help="date of service where the note states none, such as 2026-09-15 (default: "
                      "today)")  # fmt: skip
    note.add_argument("--queries", action="store_true", help="print the questions to the physician instead")


def _add_editions(command: _Command) -> None:
    add = command("import", "import CMS files")
    add.add_argument(
        "paths", nargs="+", type=file_path, metavar="PATH", help="files, ZIP archives or folders"
    )
    command("editions", "list the built-in reference and the imported editions")
    compare = command("compare", "show what changed between two editions")
    compare.add_argument(
        "editions", nargs=2, metavar="EDITION", type=plain_text, help="as `editions` names them"
    )
    compare.add_argument("--codes", metavar="A,B", type=plain_text, help="only rows with any of these codes")
