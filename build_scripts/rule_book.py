"""Write the rule book: the rules with their reasons, authorities and examples, as one Markdown file.

Run `python -m build_scripts.rule_book` after a change of rules or sources; a test tells when it is old.
"""

import tomllib
from pathlib import Path

from app.rules import ALL_RULES
from app.rules.engine.rule import Cite
from app.rules.engine.rule_book import Name, write_book

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "resources" / "docs" / "rule-book.md"


def make_book() -> str:
    """The whole book, with sources named as the table of sources has them."""
    return write_book(ALL_RULES, _namer())


def _namer() -> Name:
    rows = tomllib.loads((ROOT / "data" / "sources.toml").read_text("utf-8"))["source"]
    titles: dict[str, str] = {}
    for row in rows:
        titles[row["id"]] = f"{row['title']}, {row['edition']}"
        if "series" in row:
            titles.setdefault(row["series"], f"{row['title'].split(',')[0]}, the edition in force")

    def name(cite: Cite) -> str:
        return f"{titles[cite.source]} ({cite.locator})" if cite.locator else titles[cite.source]

    return name


def main() -> None:
    """Write the file."""
    OUT.parent.mkdir(parents=True, exist_ok=True)
    OUT.write_text(make_book(), "utf-8")
    print(f"{OUT.relative_to(ROOT).as_posix()}: {len(ALL_RULES)} rules")


if __name__ == "__main__":
    main()
