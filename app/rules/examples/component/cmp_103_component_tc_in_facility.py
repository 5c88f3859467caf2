"""The examples of CMP-103, component-tc-in-facility."""

from app.rules.examples.example import example

EXAMPLES = (
    example("outpatient hospital", "20610, 77002-TC", "error line 2", pos="22", owner="facility"),
    example("payer follows CPT only", "20610, 77002-TC", "warning line 2", pos="22", payer="commercial-cpt"),
    example("payer not stated", "20610, 77002-TC", "error line 2", pos="22", payer=None),
    example("office", "20610, 77002-TC", pos="11"),
    example("TC on a code that is no radiology", "20610-TC, 77002-26", pos="22"),
    example("TC on imaging", "23350, 73040-TC", "error line 2", pos="22", owner="facility"),
    example("TC on imaging in an office", "23350, 73040-TC", owner="other"),
    example("26", "20610, 77002-26", pos="22", owner="facility"),
    example("both components are another rule", "20610, 77002-26-TC", pos="22"),
    example("place not stated", "20610, 77002-TC", "not checked", pos=None),
    example("a place that no list has", "20610, 77002-TC", "not checked", pos="97"),
    example("institutional claim is another rule", "20610, 77002-TC", form="institutional", pos=None),
    example("the line in a facility, the claim in an office", "20610, 77002-TC/22", "error line 2"),
    example("the line in an office, the claim in a facility", "20610, 77002-TC/11", pos="22"),
    example("the place stands on the line alone", "20610, 77002-TC/22", "error line 2", pos=None),
)
