"""For the codes of the examples of rules: what stands for the service where it was done in another way."""

from collections.abc import Mapping

from app.coding.facts import Variant
from app.coding.sources import Citation


def _by(source: str, locator: str) -> tuple[Citation, ...]:
    return (Citation(source, "2026", locator, "Example book", ""),)


_DRAINAGE, _PLEURA = _by("aapc-a9", "drainage"), _by("codingahead-pleural", "32554 to 32557")
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
    "49406": (_LEAVES_DRAIN,),
    "64493": (
        Variant(way="ultrasound", use="0216T", citations=_by("beckers-facet", "ultrasound")),
        Variant(
            way="without-imaging",
            use=_INJECTION,
            citations=_by("beckers-facet", "image guidance not used"),
        ),
    ),
}
