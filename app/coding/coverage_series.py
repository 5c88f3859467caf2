"""The official series of what Medicare contractors cover; see `app.coding.series`.

They come from downloads that are rebuilt every day: no edition belongs to a quarter, and the dates of service
stand in each document. No rule needs them; they answer `app.coverage`.
"""

from app.coding.coverage_rows import Article, ArticlesOfCode, Lcd, Ncd
from app.coding.series_record import Series

_FILES = "coverage articles"
_URL = "https://www.cms.gov/medicare-coverage-database/downloads/downloads.aspx"

COVERAGE_SERIES = (
    Series(
        name="mcd-article",
        title="Medicare Coverage Database, articles",
        rows=Article,
        tag="Articles",
        status="Articles",
        brief="articles",
        files=_FILES,
        adds="what Medicare contractors list of a code and a diagnosis",
        url=_URL,
        of_a_day=True,
        least_rows=1_000,
    ),
    Series(
        name="mcd-code",
        title="Medicare Coverage Database, codes of articles",
        rows=ArticlesOfCode,
        tag="Article codes",
        status="Articles",
        brief="article codes",
        files=_FILES,
        url=_URL,
        of_a_day=True,
        least_rows=2_000,
    ),
    Series(
        name="mcd-lcd",
        title="Medicare Coverage Database, local coverage determinations",
        rows=Lcd,
        tag="LCDs",
        status="LCDs",
        brief="LCDs",
        files="LCDs",
        adds="the LCDs that articles name",
        url=_URL,
        of_a_day=True,
        repeats=True,  # a download may hold several versions of one
        least_rows=450,
    ),
    Series(
        name="mcd-ncd",
        title="Medicare Coverage Database, national coverage determinations",
        rows=Ncd,
        tag="NCDs",
        status="NCDs",
        brief="NCDs",
        files="NCDs",
        adds="the NCDs",
        url=_URL,
        of_a_day=True,
        repeats=True,
        least_rows=180,
    ),
)
