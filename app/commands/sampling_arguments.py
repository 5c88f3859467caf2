"""The arguments of `sample` and `appraise`."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.commands.argument_takers import file_name, file_path

if TYPE_CHECKING:
    from collections.abc import Callable
    from fractions import Fraction

    from app.commands.argument_takers import Arguments

_SEED = 64


def add_sampling(command: Callable[[str, str], Arguments], claim_file: str) -> None:
    """Add both commands to the parser."""
    sample = command("sample", "draw an audit sample of claims, the same of the same seed")
    sample.add_argument("files", metavar="FILE", nargs="+", type=file_name,
                        help=claim_file.partition(";")[0])  # fmt: skip
    sample.add_argument("--seed", type=_seed, required=True, metavar="S",
                        help="any text; whoever has it and the claims draws the same sample")  # fmt: skip
    sample.add_argument("--size", type=_count, metavar="N", help="how many claims to draw")
    sample.add_argument("--rate", type=_share, metavar="P",
                        help="in place of --size: the share in error that is expected (5%%)")  # fmt: skip
    sample.add_argument("--precision", type=_share, metavar="P",
                        help="how far the limits may be from it to each side, such as 3%%")  # fmt: skip
    _add_confidence(sample)
    sample.add_argument("--by", choices=("payer", "place", "form", "month"),
                        help="draw from each stratum in proportion")  # fmt: skip
    sample.add_argument("--codes", type=_codes, default=(), metavar="A,B",
                        help="draw only from claims with one of these codes")  # fmt: skip
    sample.add_argument("--map", type=file_path, metavar="FILE",
                        help="what headings of a practice table mean: TOML or JSON")  # fmt: skip
    sample.add_argument("--out", type=file_path, metavar="FOLDER",
                        help="write record, report, worksheet and checklists to a new folder")  # fmt: skip
    appraise = command("appraise", "say what the worksheet of a sample means for all its claims")
    appraise.add_argument("folder", type=file_path, metavar="FOLDER", help="as `sample --out` wrote it")
    appraise.add_argument("-o", "--output", type=file_path, metavar="OUT.pdf", help="write a report as well")
    _add_confidence(appraise)


def _add_confidence(parser: Arguments) -> None:
    parser.add_argument("--confidence", type=_share, default="95%", metavar="P",
                        help="of the two-sided limits (default: 95%%)")  # fmt: skip


def _share(typed: str) -> Fraction:
    """A share above 0 and below 1, typed as 5% or 0.05."""
    from app.audit.design import read_share  # other commands wait for none of it

    share = read_share(typed)
    if share is None:
        raise argparse.ArgumentTypeError("give a share above 0% and below 100%, such as 5% or 0.05")
    return share


def _count(typed: str) -> int:
    if not (typed.isascii() and typed.isdigit() and 0 < int(typed[:9]) <= 1_000_000 and len(typed) < 8):
        raise argparse.ArgumentTypeError("give a number from 1 to 1,000,000")
    return int(typed)


def _codes(typed: str) -> tuple[str, ...]:
    from app.audit.design import read_codes

    codes = read_codes(typed)
    if not codes:
        raise argparse.ArgumentTypeError("give codes of five characters, such as 77002,77003")
    return codes


def _seed(typed: str) -> str:
    if not typed.strip() or len(typed) > _SEED or not typed.isprintable():
        raise argparse.ArgumentTypeError(f"give a text of 1 to {_SEED} characters")
    return typed.strip()
