"""The examples of MOD-109, laterality-mismatch."""

from app.rules.examples.example import example

EXAMPLES = (
    example("a side on guidance that must come off", "27096, 77002-LT", laterality="right"),
    example("left billed, right in the record", "20610-LT, 77002", "error line 1", laterality="right"),
    example("right billed, left in the record", "20610-RT, 77002", "error line 1", laterality="left"),
    example("both sides billed, one in the record", "20610-50, 77002", "error line 1", laterality="right"),
    example(
        "another procedure is on the side in the record",
        "20610-59-RT, 77002, 27096-LT",
        "warning line 3",
        laterality="right",
    ),
    example(
        "the same procedure is on the side in the record too",
        "20610-RT, 20610-LT, 77002",
        "error line 2",
        laterality="right",
    ),
    example(
        "both sides of an add-on, and its primary on the side in the record",
        "64490-RT, 64491-50",
        "error line 2",
        laterality="right",
    ),
    example("a finger on a hip: that is another rule", "20610-F6, 77002", laterality="left"),
    example("a visit names no side", "99213-RT, 20610-LT", "error line 2", laterality="right"),
    example("they agree", "20610-RT, 77002", laterality="right"),
    example("both sides in the record", "20610-LT, 20610-RT, 77002", laterality="bilateral"),
    example("side not stated", "20610-RT, 77002", "not checked"),
    example("side not stated, and no side billed", "20610, 77002"),
    example("50 on guidance is another rule", "20610-RT, 77002-50", laterality="right"),
    example("59 and a side", "20610-59-RT, 77002-26", laterality="right"),
    example("no side among the modifiers", "20610-59, 77002", laterality="right"),
    example("both sides on guidance are another rule", "20610-RT, 77002-RT-LT", laterality="right"),
    example("the other side on guidance", "20610-RT, 77002-LT", "error line 2", laterality="right"),
    example("both sides on a line, one in the record", "20610-RT-LT", "error line 1", laterality="right"),
    example("both sides billed, and both in the record", "20610-50", laterality="bilateral"),
    example("a finger of the right hand, left in the record", "20600-F7", "error line 1", laterality="left"),
    example("a toe of the left foot, left in the record", "20600-TA", laterality="left"),
)
