"""A few anatomical structures for the examples of rules, by their names, and where procedures are done."""

from app.coding.anatomy import Anatomy, ProcedureSites, Structure

_AROUND = ("tendon", "muscle", "soft", "bone", "nerve")

_STRUCTURES = (
    Structure("hip joint", "joint", ("hip joint",), ("20610", "20611"), x_ray="shown", sites=("joint/hip",)),
    Structure("hip", "joint", ("hip",), ("20610", "20611"), sites=("joint/hip", "bursa/major", *_AROUND)),
    Structure(
        "bursa of the hip", "structure", ("trochanteric bursa",), ("20610", "20611"), sites=("bursa/major",)
    ),
    Structure("shoulder", "joint", ("glenohumeral joint",), ("20610", "20611"), sites=("joint/shoulder",)),
    Structure("wrist", "joint", ("wrist joint",), ("20605",), sites=("joint/wrist",)),
    Structure("small joint", "structure", ("toe joint",), ("20600", "20604"), sites=("joint/small",)),
    Structure(
        "joint, not named",
        "joint",
        ("joint", "tibiofibular joint"),
        ("20600", "20605", "20610"),
        alone=False,
        x_ray="shown",
        sites=("joint",),
    ),
    Structure(
        "knee joint",
        "joint",
        ("knee joint", "knee"),
        ("20610", "20611", "27369"),
        sites=("joint/knee", "bursa/major", *_AROUND),
    ),
    Structure(
        "sacroiliac joint",
        "structure",
        ("sacroiliac joint", "sacro iliac joint", "si joint"),
        ("27096",),
        sites=("sacroiliac",),
    ),
    Structure(
        "facet joint", "structure", ("facet joint", "facet"), ("64490", "64493"), sites=("spine/facet",)
    ),
    Structure("epidural space", "structure", ("epidural space",), ("62323",), sites=("spine/epidural",)),
    Structure("low back", "level", ("lumbar", "l4", "l5"), sites=("level/low-back",)),
    Structure("neck", "level", ("cervical", "c5"), sites=("level/neck",)),
    Structure("muscle", "structure", ("muscle",), ("20552", "20553", "20206"), sites=("muscle", "soft")),
    Structure(
        "soft tissue mass",
        "lesion",
        ("soft tissue mass", "soft tissue", "lipoma"),
        ("20206",),
        x_ray="hidden",
        sites=("soft", "muscle"),
    ),
    Structure(
        "limb",
        "part",
        ("thigh", "calf"),
        ("10160", "20206"),
        alone=False,
        sites=(*_AROUND, "joint", "vessel"),
    ),
    Structure("collection", "lesion", ("abscess", "fluid collection"), ("10160",), alone=False),
    Structure("bone", "structure", ("bone", "femur"), x_ray="shown", sites=("bone",)),
    Structure(
        "lymph node",
        "structure",
        ("lymph node", "axillary node"),
        ("38505",),
        x_ray="hidden",
        sites=("node",),
    ),
    Structure("femoral nerve", "structure", ("femoral nerve",), ("64447",), sites=("nerve/femoral",)),
    Structure(
        "liver", "part", ("liver", "hepatic"), ("47000", "47001"), x_ray="hidden", sites=("organ/liver",)
    ),
    Structure("kidney", "part", ("kidney", "renal"), ("50200",), x_ray="hidden", sites=("organ/kidney",)),
    Structure("spleen", "part", ("spleen",), x_ray="hidden", sites=("organ/spleen",)),
    Structure(
        "abdominal mass", "structure", ("omentum",), ("49180",), x_ray="hidden", sites=("organ/abdomen",)
    ),
    Structure("abdominal fluid", "structure", ("ascites",), ("49083",), sites=("organ/abdomen",)),
    Structure("soft tissue or a lump", "sign", ("mass", "lump"), x_ray="hidden"),
    Structure(
        "calcium or metal", "sign", ("calcif*", "sclerotic", "wire", "needle", "opacif*"), x_ray="shown"
    ),
    Structure("skeleton", "sign", ("sternal", "femur"), x_ray="shown"),
    Structure("needle that takes a sample", "sign", ("core needle",)),
)
_JOINTS, _MAJOR = (
    ("joint/elbow", "bursa/intermediate"),
    ("joint/hip", "joint/knee", "joint/shoulder", "bursa/major"),
)
_PROCEDURES = (
    ProcedureSites("19083", "19083", "the breast", ("organ/breast",)),
    ProcedureSites("20206", "20206", "muscle or soft tissue", ("muscle", "soft")),
    ProcedureSites("20552", "20553", "muscles", ("muscle", "sacroiliac", "spine"), "trigger-points"),
    ProcedureSites("20600", "20600", "small joints", ("joint/small",), "joint-injection"),
    ProcedureSites("20604", "20604", "small joints", ("joint/small",), "joint-injection-ultrasound"),
    ProcedureSites("20605", "20605", "intermediate joints", _JOINTS, "joint-injection"),
    ProcedureSites("20610", "20610", "major joints and bursas", _MAJOR, "joint-injection"),
    ProcedureSites("20611", "20611", "major joints and bursas", _MAJOR, "joint-injection-ultrasound"),
    ProcedureSites("27096", "27096", "a sacroiliac joint", ("sacroiliac",)),
    ProcedureSites("38505", "38505", "superficial lymph nodes", ("node/superficial",)),
    ProcedureSites("47000", "47001", "the liver", ("organ/liver",)),
    ProcedureSites("49180", "49180", "an abdominal mass", ("organ/abdomen", "organ/spleen", "node")),
    ProcedureSites("50200", "50200", "the kidney", ("organ/kidney",)),
    ProcedureSites("64447", "64447", "the femoral nerve", ("nerve/femoral", "joint")),
    ProcedureSites("64493", "64493", "facet joints of the low back", ("spine/facet", "level/low-back")),
    ProcedureSites("64520", "64520", "the sympathetic chain", ("nerve/sympathetic", "spine")),
)

ANATOMY = Anatomy(_STRUCTURES, _PROCEDURES)
