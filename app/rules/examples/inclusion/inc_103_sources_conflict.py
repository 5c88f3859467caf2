"""The examples of INC-103, sources-conflict."""

from app.rules.examples.example import example

EXAMPLES = (
    example("femoral nerve block in 2023", "64447, 77002", "info line 2", on="2023-01-01"),
    example("femoral nerve block the day before", "64447, 77002", on="2022-12-31"),
    example("lumbar sympathetic block", "64520, 77002", "info line 2"),
    example("a conflict that the register does not hold", "64447, 77002", facts={"conflicts": {}}),
    example("hip injection with its guidance", "20610, 77002"),
    example("nothing is disputed about 27096", "27096, 77002"),
    example("the reading of a drainage beside an aspiration", "10160, 75989", "info line 2"),
    example("the reading beside a drain that contains it", "10030, 75989", "info line 2"),
    example("the reading beside the one drain that all tie it to", "32550, 75989"),
    example("the reading alone, as its reader bills it", "75989"),
    example("the reading beside a visit", "99213, 75989"),
)
