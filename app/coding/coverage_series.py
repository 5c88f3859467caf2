"""The official series of what Medicare contractors cover; see `app.coding.series`.

Both come from one download, rebuilt every day: no edition belongs to a quarter, and the dates of service
stand in each article. No rule needs them; they answer `app.coverage`.
"""

from app.coding.coverage_rows import Article, ArticlesOfCode
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
)
