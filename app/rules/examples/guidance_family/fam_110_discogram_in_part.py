"""The examples of FAM-110, discogram-in-part."""

from app.rules.examples.example import example

EXAMPLES = (
    example("the low back injected, the neck read", "62290, 72285", "warning line 2"),
    example("the low back injected and read", "62290, 72295"),
    example("injected alone", "62290", "info line 1"),
    example("read alone", "72295", "info line 1"),
    example("read at another encounter", "62290, 72295@2", "info line 1", "info line 2"),
    example("a reading that is right beside one that is not", "62290, 72295, 72285", "info line 3"),
    example("a code that Needlepoint does not know beside it", "88888, 62290, 72295"),
)
