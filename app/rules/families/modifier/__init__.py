"""Modifiers: known, on the right code and claim form, in order, and supported by the record."""

from app.rules.families.modifier.mod_101_modifier_59_unsupported import modifier_59_unsupported
from app.rules.families.modifier.mod_102_modifier_51_addon import modifier_51_addon
from app.rules.families.modifier.mod_103_modifier_not_for_code import modifier_not_for_code
from app.rules.families.modifier.mod_104_modifier_wrong_claim_form import modifier_wrong_claim_form
from app.rules.families.modifier.mod_105_modifier_repeat_without_first import modifier_repeat_without_first
from app.rules.families.modifier.mod_106_modifier_liability_on_ncci import modifier_liability_on_ncci
from app.rules.families.modifier.mod_107_modifier_unknown import modifier_unknown
from app.rules.families.modifier.mod_108_modifier_order import modifier_order
from app.rules.families.modifier.mod_109_laterality_mismatch import laterality_mismatch
from app.rules.families.modifier.mod_110_side_not_on_claim import side_not_on_claim
from app.rules.families.modifier.mod_111_line_repeated import line_repeated
from app.rules.families.modifier.mod_112_bilateral_units import bilateral_units
from app.rules.families.modifier.mod_113_diagnosis_side_mismatch import diagnosis_side_mismatch

RULES = (
    modifier_59_unsupported,
    modifier_51_addon,
    modifier_not_for_code,
    modifier_repeat_without_first,
    modifier_liability_on_ncci,
    modifier_wrong_claim_form,
    modifier_unknown,
    modifier_order,
    laterality_mismatch,
    side_not_on_claim,
    line_repeated,
    bilateral_units,
    diagnosis_side_mismatch,
)
