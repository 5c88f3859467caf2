"""The examples of MOD-106, modifier-liability-on-ncci."""

from app.rules.examples.example import example

EXAMPLES = (
    example("GA where guidance is inside the code", "27096, 77002-GA", "error line 2"),
    example("GZ on an add-on alone", "77002-GZ", "error line 1"),
    example("two notices", "77002-GZ-GA", "error line 1"),
    example("GA beside a listed primary", "20610, 77002-GA"),
    example("GA where CPT alone bars guidance, and no edit (K1)", "64447, 77002-GA"),
    example("GZ where CPT alone bars it, the day before", "64447, 77002-GZ", on="2022-12-31"),
    example("GA beside a listed primary and an included code", "20610, 27096, 77002-GA", "error line 3"),
    example("GA on the procedure", "27096-GA, 77002"),
    example(
        "GA on ultrasound guidance inside the code",
        "20611, 76942-GA",
        "error line 2",
        modality="ultrasound",
    ),
    example("GA on ultrasound guidance", "20206, 76942-GA", modality="ultrasound"),
    example("commercial payer", "27096, 77002-GA", payer="aetna"),
    example("payer not stated", "27096, 77002-GA", "warning line 2", payer=None),
    example("no notice", "27096, 77002"),
    example("GA beside another modifier", "27096, 77002-26-GA", "error line 2"),
)
