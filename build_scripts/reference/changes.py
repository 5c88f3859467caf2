"""The days on which something in the database begins or is over: all days between two have the same facts."""

from datetime import date

import msgspec
import sqlite_utils

from app.coding.dates import days_of_change
from app.coding.payers import PayerFacts
from build_scripts.reference.inserting import insert

_SPANS = """
SELECT json_extract(record, '$.first'), json_extract(record, '$.last') FROM source
UNION SELECT json_extract(record, '$.first'), json_extract(record, '$.last') FROM code
UNION SELECT json_extract(record, '$.add_on_since'), NULL FROM code
UNION SELECT json_extract(record, '$.first'), json_extract(record, '$.last') FROM inclusion
UNION SELECT json_extract(record, '$.first'), json_extract(record, '$.last') FROM alternative
UNION SELECT json_extract(record, '$.first'), json_extract(record, '$.last') FROM add_on_pair
UNION SELECT first, last FROM pair_edit
UNION SELECT value, NULL FROM meta WHERE key = 'first'
UNION SELECT NULL, value FROM meta WHERE key = 'last'
"""


def write_changes(db: sqlite_utils.Database) -> None:
    """Write the days, once the tables are there; see `Book.days_of_change`."""
    rows = list(db.execute(_SPANS).fetchall())
    for (record,) in db.execute("SELECT record FROM payer").fetchall():
        for policy in msgspec.json.decode(record, type=PayerFacts).policies:
            rows.append((policy.first, policy.last))
            rows += [(each.first, each.last) for each in policy.triggers]
    spans = msgspec.convert(rows, list[tuple[date | None, date | None]])
    insert(db, "change", ({"day": day.isoformat()} for day in sorted(days_of_change(spans))))
