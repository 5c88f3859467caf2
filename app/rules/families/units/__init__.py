"""Units and sides of needle guidance: its unit is the encounter."""

from app.rules.families.units.uni_101_unit_is_encounter import unit_is_encounter
from app.rules.families.units.uni_102_bilateral_addon import bilateral_addon

RULES = (
    unit_is_encounter,
    bilateral_addon,
)
