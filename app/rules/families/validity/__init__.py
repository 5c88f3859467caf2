"""Codes, diagnoses and places that exist on the date of service."""

from app.rules.families.validity.val_101_code_unknown import code_unknown
from app.rules.families.validity.val_102_code_deleted import code_deleted
from app.rules.families.validity.val_103_code_not_yet_effective import code_not_yet_effective
from app.rules.families.validity.val_104_diagnosis_unknown import diagnosis_unknown
from app.rules.families.validity.val_105_place_unknown import place_unknown
from app.rules.families.validity.val_106_place_by_telehealth import place_by_telehealth
from app.rules.families.validity.val_107_diagnosis_of_icd_9 import diagnosis_of_icd_9
from app.rules.families.validity.val_108_diagnosis_missing import diagnosis_missing

RULES = (
    code_unknown,
    code_deleted,
    code_not_yet_effective,
    diagnosis_unknown,
    place_unknown,
    place_by_telehealth,
    diagnosis_of_icd_9,
    diagnosis_missing,
)
