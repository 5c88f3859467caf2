"""The examples of ADD-104, level-skipped."""

from app.rules.examples.example import example

EXAMPLES = (
    example("the first and the third level", "64493, 64495", "warning line 2"),
    example("three levels", "64493, 64494, 64495"),
    example("two levels", "64493, 64494"),
    example("the third level alone: that is another rule", "64495"),
    example("the third level beside another procedure", "20610, 64495"),
    example("a code that Needlepoint does not know", "64493, 64495, 88888", "warning line 2"),
)
