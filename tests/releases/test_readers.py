"""Every official series has its reader, and every reader its series."""

from pathlib import Path

import pytest

from app.coding.official import PairEdit
from app.coding.series import SERIES
from app.releases import readers
from app.releases.readers.dispatch import READERS
from app.releases.readers.reader import Reader

NO_READERS = {"__init__", "dispatch", "reader"}


def test_every_series_with_rows_has_one_reader() -> None:
    read = [each.series for each in READERS]
    assert [series.name for series in SERIES.values() if series.rows and series.name not in read] == []
    assert len(read) == len(set(read))


def test_every_reader_module_is_asked() -> None:
    modules = {path.stem for path in Path(readers.__file__).parent.glob("*.py")} - NO_READERS
    assert modules - {each.recognize.__module__.rpartition(".")[2] for each in READERS} == set()


@pytest.mark.parametrize("reader", READERS, ids=[each.series for each in READERS])
def test_a_reader_reads_rows_lines_a_document_or_a_download_unless_its_series_is_packed(
    reader: Reader,
) -> None:
    packed = SERIES[reader.series].rows is PairEdit
    assert any((reader.rows, reader.lines, reader.document, reader.download)) != packed
