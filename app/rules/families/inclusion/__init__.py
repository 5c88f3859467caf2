"""Guidance that the procedure's own code already contains, and what authorities say of it."""

from app.rules.families.inclusion.inc_101_guidance_included import guidance_included
from app.rules.families.inclusion.inc_102_guidance_included_arthrography import guidance_included_arthrography
from app.rules.families.inclusion.inc_103_sources_conflict import sources_conflict

RULES = (
    guidance_included,
    guidance_included_arthrography,
    sources_conflict,
)
