"""From the source ids that rows name to the citations that records carry."""

import msgspec

from app.coding.sources import Citation, Source
from build_scripts.reference.knowledge import Knowledge
from build_scripts.reference.rows import Cited


class Citer:
    """Cites the sources of one body of knowledge. `sources` holds them by id."""

    def __init__(self, knowledge: Knowledge) -> None:
        self.sources = {
            row.value.id: msgspec.convert(msgspec.structs.asdict(row.value), Source)
            for row in knowledge.sources
        }
        series: dict[str, Source] = {}
        for source in sorted(self.sources.values(), key=lambda each: (each.published or each.read, each.id)):
            if source.series:
                series[source.series] = source
        self._series = series

    def cite(self, item: Cited) -> tuple[Citation, ...]:
        """The citations of a row, in the order written."""
        return tuple(self.sources[source].cite(locator) for source, locator in item.pairs())

    def cite_id(self, source: str, locator: str = "") -> Citation | None:
        """A citation of a source id, or of the newest source of a series; None when there is none."""
        found = self.sources.get(source) or self._series.get(source)
        return found.cite(locator) if found else None

    def cite_or(self, item: Cited, fallback: Cited) -> tuple[Citation, ...]:
        """The row's citations, or those of what it stands in, at the row's own locator where it gives one."""
        if item.source:
            return self.cite(item)
        own = item.locator if isinstance(item.locator, str) else " ".join(item.locator)
        return tuple(self.sources[source].cite(own or locator) for source, locator in fallback.pairs())
