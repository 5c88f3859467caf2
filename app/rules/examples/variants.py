"""For the codes of the examples of rules: what stands for the service where it was done in another way."""

from collections.abc import Mapping

from app.coding.facts import Variant
from app.coding.sources import Citation


def _by(source: str, locator: str) -> tuple[Citation, ...]:
    return (Citation(source, "2026", locator, "Example book", ""),)


_DRAINAGE, _PLEURA = _by("aapc-a9", "drainage"), _by("codingahead-pleural", "32554 to 32557")
_HEART, _DISC = _by("codingahead-pericardium", "33016 to 33019"), _by("aapc-discography", "diskography")
_LEAVES_DRAIN = Variant(way="no-catheter", citations=_DRAINAGE)
_DRAIN = "pleural drainage with a catheter"
_INJECTION = "20550 to 20553, by what was injected"

VARIANTS: Mapping[str, tuple[Variant, ...]] = {
    "10030": (_LEAVES_DRAIN,),
    "10160": (Variant(way="catheter-left", citations=_DRAINAGE),),
    "27096": (Variant(way="without-imaging", use="20552", citations=_by("aapc-si", "no imaging")),),
    "32550": (Variant(way="catheter-left", use="32550"),),
    "32554": (Variant(way="catheter-left", use="32556", label=_DRAIN, citations=_PLEURA),),
    "32555": (Variant(way="catheter-left", use="32557", label=_DRAIN, citations=_PLEURA),),
    "32557": (Variant(way="no-catheter", use="32555", label="thoracentesis", citations=_PLEURA),),
    "33016": (
        Variant(
            way="catheter-left",
            use="33017, 33018 or 33019, by age and method",
            label="pericardial drainage with a catheter",
            citations=_HEART,
        ),
    ),
    "33017": (Variant(way="no-catheter", use="33016", label="pericardiocentesis", citations=_HEART),),
    "49406": (_LEAVES_DRAIN,),
    "62290": (Variant(way="reading", use="72295", label="the reading of the low back", citations=_DISC),),
    "64495": (Variant(way="second-level", use="64494", citations=_by("aapc-facet-levels", "stepwise")),),
    "72285": (Variant(way="injection", use="62291", label="the injection of the neck", citations=_DISC),),
    "72295": (Variant(way="injection", use="62290", label="the injection of the low back", citations=_DISC),),
    "64493": (
        Variant(way="ultrasound", use="0216T", citations=_by("beckers-facet", "ultrasound")),
        Variant(
            way="without-imaging",
            use=_INJECTION,
            citations=_by("beckers-facet", "image guidance not used"),
        ),
    ),
}
