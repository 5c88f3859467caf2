"""What the rules for components cite."""

from app.rules.engine.rule import Cite

PAYMENT_CONDITIONS = Cite("mcpm-13", "payment conditions")
"""Of the CMS claims manual: who is paid the professional and who the technical component."""
