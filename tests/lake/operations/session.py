"""A small Spark session for proofs."""

import os
import sys
from uuid import uuid4

import ibis


class Spark:
    name = "pyspark"

    def __init__(self):
        from pyspark.sql import SparkSession

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        self.session = (
            SparkSession.builder.master("local[2]")
            .config("spark.ui.enabled", "false")
            .config("spark.sql.session.timeZone", "UTC")
            .getOrCreate()
        )
        self.backend = ibis.pyspark.connect(self.session)

    def table(self, files):
        name = f"t_{uuid4().hex}"
        self.session.read.parquet(*files).createOrReplaceTempView(name)
        return self.backend.table(name)

    def arrow(self, expression):
        return self.backend.to_pyarrow(expression)

    def close(self):
        self.session.stop()
