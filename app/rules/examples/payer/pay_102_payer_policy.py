"""The examples of PAY-102, payer-policy."""

from app.coding.payers import PolicyTrigger
from app.rules.examples.example import example
from app.rules.examples.rows import only_policy

# A policy on joint injections in surgery centers.
_IN_CENTERS = only_policy(
    "payer-policy",
    PolicyTrigger(
        codes=("20610",),
        severity="warning",
        message="{code} on line {line}: this plan wants a reason for a surgery center.",
        beside_guidance=False,
        places=("24",),
    ),
)
# A policy on a modifier that is to be on the line.
_WITH_KX = only_policy(
    "payer-policy",
    PolicyTrigger(
        codes=("64493",),
        severity="info",
        message="{code} on line {line} has no KX.",
        unless_modifiers=("KX",),
        beside_guidance=False,
    ),
)

EXAMPLES = (
    example("a modifier that the policy wants is missing", "64493", "info line 1", facts=_WITH_KX),
    example("the modifier that the policy wants", "64493-KX", facts=_WITH_KX),
    example("trigger points on both sides", "20552-50, 77002", "warning line 1"),
    example("trigger points behind a joint", "20610, 20552-50, 77002", "warning line 2"),
    example("trigger points, Blue Cross", "20552, 77002", "info line 1", payer="bcbs"),
    example("trigger points, Medicare", "20552, 77002"),
    example(
        "hyaluronic acid without a reason",
        "J7325, 20610, 77002",
        "info line 1",
        reason_for_guidance=None,
    ),
    example("hyaluronic acid with a reason", "J7325, 20610, 77002"),
    example("payer not stated", "20552, 77002", "not checked", payer=None),
    example("a payer that Needlepoint does not know", "20552, 77002", "not checked", payer="acme"),
    example("no guidance on the claim", "20610", payer=None),
    example("a payer whose policies are about other things", "20552, 77002", payer="unitedhealthcare"),
    example("a procedure that no policy bears on", "20610, 77002"),
    example("sacroiliac code on a hospital claim", "27096", "error line 1", form="institutional", pos=None),
    example("sacroiliac code on a physician's claim", "27096"),
    example("sacroiliac code of the hospital", "G0260", form="institutional", pos=None),
    example("sacroiliac code, claim form not stated", "27096", "not checked", form=None),
    example(
        "sacroiliac code on a hospital claim of another payer",
        "27096",
        form="institutional",
        payer="aetna",
    ),
    example("sacroiliac code, payer not stated", "27096", "not checked", form="institutional", payer=None),
    example("a policy on a place", "20610", "warning line 1", pos="24", facts=_IN_CENTERS),
    example("a policy on another place", "20610", facts=_IN_CENTERS),
    example("a policy on a place, none stated", "20610", "not checked", pos=None, facts=_IN_CENTERS),
)
