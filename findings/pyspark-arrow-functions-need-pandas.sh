#!/usr/bin/env bash
# PySpark 4.3.0: mapInArrow and applyInArrow hand over Arrow data alone, and yet refuse to run where pandas is missing.
#
# Expected: `pip install pyspark pyarrow` is enough for functions from Arrow to Arrow; pandas is for their siblings, mapInPandas
# and applyInPandas.
# Seen: both end in PACKAGE_NOT_INSTALLED, which names pandas, before a row is read. Installing pyspark does not bring it. So the
# environment that runs the review on Spark pins pandas although nothing in it uses pandas.
#
# Needs: bash, python3 with pip and venv, Java 17 or later, the network once. Ends with 0 while this holds, 1 when it changed.
set -euo pipefail
place=$(mktemp -d)
trap 'rm -r "$place"' EXIT
python3 -m venv "$place/env"
"$place/env/bin/python" -m pip install --quiet --disable-pip-version-check pyspark==4.3.0 pyarrow==26.0.1
"$place/env/bin/python" - 2>"$place/log" <<'PYTHON'
import importlib.util
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
frame = spark.range(3)
jobs = {
    "mapInArrow": lambda: frame.mapInArrow(lambda batches: batches, "id long").count(),
    "applyInArrow": lambda: frame.groupBy("id").applyInArrow(lambda table: table, "id long").count(),
}
refused = 0
for name, job in jobs.items():
    try:
        print(f"{name}: {job()} rows")
    except Exception as error:
        print(f"{name}: {type(error).__name__}: {str(error).splitlines()[0][:90]}")
        refused += "PACKAGE_NOT_INSTALLED" in str(error) and "andas" in str(error)
spark.stop()
holds = refused == len(jobs) and importlib.util.find_spec("pandas") is None
print("as found" if holds else "this has changed")
sys.exit(not holds)
PYTHON
