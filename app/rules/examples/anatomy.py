"""A few anatomical structures for the examples of rules, by their names, and what is done on each."""

from app.coding.anatomy import Anatomy, Structure

ANATOMY = Anatomy(
    (
        Structure("hip joint", "joint", ("hip joint", "hip"), ("20610", "20611"), tissue="joint"),
        Structure("small joint", "structure", ("toe joint",), ("20600", "20604"), tissue="joint"),
        Structure(
            "joint, not named",
            "joint",
            ("tibiofibular joint",),
            ("20600", "20605", "20610"),
            alone=False,
            tissue="joint",
        ),
        Structure("knee joint", "joint", ("knee joint", "knee"), ("20610", "20611", "27369"), tissue="joint"),
        Structure(
            "sacroiliac joint",
            "structure",
            ("sacroiliac joint", "sacro iliac joint", "si joint"),
            ("27096",),
            tissue="joint",
        ),
        Structure("facet joint", "structure", ("facet joint", "facet"), ("64490", "64493"), tissue="spine"),
        Structure("epidural space", "structure", ("epidural space",), ("62323",), tissue="spine"),
        Structure("muscle", "structure", ("muscle",), ("20552", "20553", "20206"), tissue="muscle"),
        Structure(
            "soft tissue mass",
            "lesion",
            ("soft tissue mass", "soft tissue", "lipoma"),
            ("20206",),
            tissue="soft",
            hidden=True,
        ),
        Structure("limb", "part", ("thigh", "calf"), ("10160", "20206"), alone=False, tissue="soft"),
        Structure("collection", "lesion", ("abscess", "fluid collection"), ("10160",), alone=False),
        Structure("bone", "structure", ("bone", "femur"), tissue="bone"),
        Structure(
            "lymph node", "structure", ("lymph node", "axillary node"), ("38505",), tissue="node", hidden=True
        ),
        Structure("femoral nerve", "structure", ("femoral nerve",), ("64447",), tissue="nerve"),
        Structure("liver", "part", ("liver", "hepatic"), ("47000", "47001"), tissue="organ", hidden=True),
        Structure("kidney", "part", ("kidney", "renal"), ("50200",), tissue="organ", hidden=True),
        Structure("spleen", "part", ("spleen",), tissue="organ", hidden=True),
        Structure("abdominal mass", "structure", ("omentum",), ("49180",), tissue="cavity", hidden=True),
        Structure("abdominal fluid", "structure", ("ascites",), ("49083",), tissue="cavity"),
    )
)
