"""Where the template and the fonts lie: beside the package, in the source tree as in the packaged program."""

from pathlib import Path

import app

RESOURCES = Path(app.__file__).resolve().parents[1] / "resources"
FONTS = RESOURCES / "fonts"
TEMPLATE = RESOURCES / "checklist" / "checklist.typ"
SEVERAL_TEMPLATE = RESOURCES / "checklist" / "checklists.typ"
SUMMARY_TEMPLATE = RESOURCES / "checklist" / "summary.typ"
LETTER_TEMPLATE = RESOURCES / "checklist" / "letter.typ"
REPORT_TEMPLATE = RESOURCES / "checklist" / "report.typ"
