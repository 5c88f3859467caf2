"""NCCI PTP edits and medically unlikely edits (MUE)."""

from app.rules.families.ncci_edits.edt_101_ptp_pair import ptp_pair
from app.rules.families.ncci_edits.edt_102_mue_exceeded import mue_exceeded

RULES = (
    ptp_pair,
    mue_exceeded,
)
