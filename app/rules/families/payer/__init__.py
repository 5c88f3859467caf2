"""Sourced payer rules, with their dates. Without a payer on the claim they say that they did not look."""

from app.rules.families.payer.pay_101_payer_em_report import payer_em_report
from app.rules.families.payer.pay_102_payer_policy import payer_policy

RULES = (payer_em_report, payer_policy)
