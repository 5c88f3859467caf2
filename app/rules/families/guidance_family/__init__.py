"""The right guidance code: one for each needle, for the procedure billed and the method in the record."""

from app.rules.families.guidance_family.fam_101_wrong_guidance_family import wrong_guidance_family
from app.rules.families.guidance_family.fam_102_guidance_stacked import guidance_stacked
from app.rules.families.guidance_family.fam_103_modality_mismatch import modality_mismatch
from app.rules.families.guidance_family.fam_104_imaging_required_by_primary import imaging_required_by_primary
from app.rules.families.guidance_family.fam_105_technique_mismatch import technique_mismatch
from app.rules.families.guidance_family.fam_106_exam_and_guidance import exam_and_guidance
from app.rules.families.guidance_family.fam_107_target_of_another_code import target_of_another_code
from app.rules.families.guidance_family.fam_108_diagnosis_of_another_joint import diagnosis_of_another_joint
from app.rules.families.guidance_family.fam_109_reading_of_another_joint import reading_of_another_joint
from app.rules.families.guidance_family.fam_110_discogram_in_part import discogram_in_part

RULES = (
    wrong_guidance_family,
    guidance_stacked,
    modality_mismatch,
    imaging_required_by_primary,
    technique_mismatch,
    exam_and_guidance,
    target_of_another_code,
    diagnosis_of_another_joint,
    reading_of_another_joint,
    discogram_in_part,
)
