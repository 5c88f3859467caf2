"""Rules on the claims of one patient's day together. They run only where other claims of it are in the run.

They stand outside the families, so that no review of a claim by itself names them.
"""

from app.rules.across.acr_101_primary_on_another_claim import primary_on_another_claim
from app.rules.across.acr_102_ptp_pair_across_claims import ptp_pair_across_claims
from app.rules.across.acr_103_repeated_across_claims import repeated_across_claims
from app.rules.across.acr_104_mue_exceeded_across_claims import mue_exceeded_across_claims

RULES = (
    primary_on_another_claim,
    ptp_pair_across_claims,
    repeated_across_claims,
    mue_exceeded_across_claims,
)
