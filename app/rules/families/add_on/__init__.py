"""Add-on codes: they need a listed primary on the same claim (NCCI add-on code edits, types 1, 2 and 3)."""

from app.rules.families.add_on.add_101_addon_without_primary import addon_without_primary
from app.rules.families.add_on.add_102_primary_not_listed import primary_not_listed
from app.rules.families.add_on.add_103_primary_deleted import primary_deleted
from app.rules.families.add_on.add_104_level_skipped import level_skipped

RULES = (
    addon_without_primary,
    primary_not_listed,
    primary_deleted,
    level_skipped,
)
