"""Review a table of claims on Spark 4: an example to start from, and what the proof runs.

    spark-submit spark_job.py CLAIMS SHELF OUT [--alone] [--master local[2,4]]

CLAIMS is a folder of Parquet, SHELF a folder that `needlepoint_review.pack_shelf` filled, OUT a new folder of
Parquet. Each worker has the wheel needlepoint-review. Claims are looked at beside those of the same patient
and day; with --alone each by itself, which moves no claim between machines.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import needlepoint_review
import pyarrow as pa
from pyspark import SparkFiles, TaskContext
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema

Signers = tuple[tuple[str, str], ...]
CLAIMS_A_GROUP = 4_000
"""About as many claims go to a worker at once when those of a patient must come together."""


def select_claims(table: DataFrame) -> DataFrame:
    """The columns of the schema that a table has: no other, and so no name, leaves it."""
    return table.select(*(name for name in needlepoint_review.CLAIMS.names if name in table.columns))


def review_alone(
    names: tuple[str, ...], signers: Signers
) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """For `mapInArrow`: each claim by itself."""

    def review(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        needlepoint_review.open_shelf(SparkFiles.getRootDirectory(), names, signers)
        for batch in batches:
            yield needlepoint_review.review_batch(batch)

    return review


def review_groups(
    names: tuple[str, ...], signers: Signers, *, lose: bool = False
) -> Callable[[pa.Table], pa.Table]:
    """For `applyInArrow` on groups that hold every claim of their patients.

    `lose`: the worker of the first task is killed in the middle of it, once, as a machine may be.
    """

    def review(claims: pa.Table) -> pa.Table:
        task = TaskContext.get()
        if lose and task and task.partitionId() == 0 and task.attemptNumber() == 0:
            os.kill(os.getpid(), signal.SIGKILL)
        needlepoint_review.open_shelf(SparkFiles.getRootDirectory(), names, signers)
        (batch,) = claims.combine_chunks().to_batches()
        return pa.Table.from_batches([needlepoint_review.review_days(batch)])

    return review


def run(spark: SparkSession, given: argparse.Namespace) -> None:
    """Send the shelf, review the claims and write the reviews."""
    packed = (given.shelf.glob(f"*{ending}") for ending in (".npe", ".nplocal.toml", ".minisig"))
    names = tuple(sorted(path.name for found in packed for path in found))
    for name in names:
        spark.sparkContext.addFile(str(given.shelf / name))
    signers = tuple((name, key) for name, key in given.signer)
    claims = select_claims(spark.read.parquet(str(given.claims)))
    schema = from_arrow_schema(needlepoint_review.REVIEWS)
    if given.alone:
        reviews = claims.mapInArrow(review_alone(names, signers), schema)
    else:
        groups = max(2 * spark.sparkContext.defaultParallelism, claims.count() // CLAIMS_A_GROUP)
        of_patient = f.pmod(f.xxhash64(f.coalesce("patient", "reference")), f.lit(groups))
        reviews = claims.groupBy(of_patient).applyInArrow(
            review_groups(names, signers, lose=given.lose_a_worker), schema
        )
    if given.explain:
        reviews.explain("formatted")
    reviews.write.parquet(str(given.out))


def main(words: list[str]) -> None:
    """Read the arguments, start Spark and run."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name in ("claims", "shelf", "out"):
        parser.add_argument(name, type=Path)
    parser.add_argument("--alone", action="store_true")
    parser.add_argument("--master", default="local[2,4]")  # two workers, and a task is tried four times
    parser.add_argument("--signer", nargs=2, action="append", default=[], metavar=("NAME", "KEY"),
                        help="whose signature of local policy holds: a public key of minisign")  # fmt: skip
    parser.add_argument("--explain", action="store_true", help="print the plan, which names the columns read")
    parser.add_argument("--lose-a-worker", action="store_true", help="for the proof: kill one in its work")
    given = parser.parse_args(words)
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = (
        SparkSession.builder.master(given.master)
        .appName("needlepoint-review")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .getOrCreate()
    )
    spark.sparkContext.setLogLevel("ERROR")
    try:
        run(spark, given)
    finally:
        spark.stop()


if __name__ == "__main__":
    main(sys.argv[1:])
