"""What the record must show for guidance, by who asks for it, and what it hints at.

Without a record nothing is checked. With one, not stated is a question, never a failure. A statement that
the service itself was another one is an error; a statement that its proof is missing is a warning, because
the proof may lie in an archive.
"""

from app.rules.families.documentation.doc_101_guidance_not_documented import guidance_not_documented
from app.rules.families.documentation.doc_102_image_not_documented import image_not_documented
from app.rules.families.documentation.doc_103_interpretation_not_documented import (
    interpretation_not_documented,
)
from app.rules.families.documentation.doc_104_reason_not_documented import reason_not_documented
from app.rules.families.documentation.doc_105_signature_missing import signature_missing
from app.rules.families.documentation.doc_106_target_implausible import target_implausible
from app.rules.families.documentation.doc_107_candidate_primary import candidate_primary
from app.rules.families.documentation.doc_108_dose_index_missing import dose_index_missing
from app.rules.families.documentation.doc_109_guidance_not_on_claim import guidance_not_on_claim

RULES = (
    guidance_not_documented,
    image_not_documented,
    interpretation_not_documented,
    reason_not_documented,
    signature_missing,
    target_implausible,
    candidate_primary,
    dose_index_missing,
    guidance_not_on_claim,
)
