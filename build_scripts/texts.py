"""Renew every text that is made from the rules: python -m build_scripts.texts.

The approved words of the flags, the slugs, and the rule book. Read what changed in them, and commit it with
the change of the rules.
"""

from pathlib import Path

from app.rules import ALL_RULES
from build_scripts import flag_texts, rule_book

SLUGS = Path(__file__).resolve().parents[1] / "tests" / "rules" / "slugs.txt"


def renew_slugs() -> None:
    """Add new slugs to the approved ones. Scripts rely on them, so none is ever dropped here."""
    approved = set(SLUGS.read_text("utf-8").split())
    slugs = {rule.slug for rule in ALL_RULES}
    if gone := sorted(approved - slugs):
        raise SystemExit(f"No rule has the slug {gone[0]} any more. A slug never changes: give it back.")
    SLUGS.write_text("".join(f"{slug}\n" for slug in sorted(slugs)), encoding="utf-8", newline="\n")


def main() -> None:
    """Write the files."""
    renew_slugs()
    flag_texts.main([])
    rule_book.main()


if __name__ == "__main__":
    main()
