"""What the marks of confidence on a page mean, said once at its end."""

import msgspec

from app.coding.pages import Fact, FactGrid, Page, Prose, Section
from app.coding.words import CONFIDENCE_LEGEND

LEGEND = "confidence"
"""The id of the section."""


def with_legend(page: Page) -> Page:
    """The page, with the legend as its last section if a fact on it carries a mark."""
    parts = (part for section in page.sections for part in section.parts)
    facts = (fact for part in parts if isinstance(part, FactGrid | Prose) for fact in part.facts)
    if all(fact.confidence == "high" for fact in facts):
        return page
    legend = Section(LEGEND, "Confidence", (Prose((Fact(label="", value=CONFIDENCE_LEGEND),)),))
    return msgspec.structs.replace(page, sections=(*page.sections, legend))
