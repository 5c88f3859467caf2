"""The examples of FAM-107, target-of-another-code."""

from app.rules.examples.example import example

EXAMPLES = (
    example("a sacroiliac joint", "20610, 77002", "warning line 1", target="left sacroiliac joint"),
    example("the same by landmarks", "20610", "warning line 1", target="SI joint", modality="landmark"),
    example("the same under ultrasound", "20611", "info line 1", target="SI joint", modality="ultrasound"),
    example(
        "the same in the hospital",
        "20610",
        "warning line 1",
        target="sacro-iliac joint",
        form="institutional",
        pos=None,
        owner="facility",
    ),
    example("the same in short", "20610, 77002", "warning line 1", target="lt SI jt"),
    example("the same as a trigger point", "20552, 77002", "warning line 1", target="SI joint"),
    example("a trigger point by landmarks", "20552", target="SI joint", modality="landmark"),
    example("a muscle near it", "20552, 77002", target="muscle at the SI joint"),
    example("its own code beside a muscle", "20552, 27096", target="SI joint"),
    example("a facet as a trigger point", "20553, 77002", "warning line 1", target="L4-5 facet joint"),
    example("a facet by its code beside a muscle", "20552, 64493", target="facet joint"),
    example("a sacroiliac joint by its code", "27096", target="right sacroiliac joint"),
    example("a hip, and the other joint has its code", "20610, 27096", target="sacroiliac joint"),
    example("a bursa beside it", "20610, 77002", target="trochanteric bursa below the SI joint"),
    example("a facet", "20605, 77002", "warning line 1", target="L4-5 facet joint"),
    example("an epidural beside a joint", "20610, 64520", target="epidural space"),
    example("a shoulder", "20610, 77002", target="right glenohumeral joint"),
    example("no such joint", "20206, 77002", target="thigh mass"),
    example("neither", "20610, 77002", target="calcium deposit"),
    example("no target on record", "20610, 77002"),
)
