"""What the engine says of a rule that stops with an error of its own."""

from app.rules.families.engine.eng_101_rule_failed import rule_failed

RULE_FAILED = rule_failed
