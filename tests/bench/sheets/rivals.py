"""Parquet by Polars and DuckDB: of a CSV, to files in a folder, so many turns; the medians are told."""

import os
import statistics
import sys
import time

try:
    import duckdb
    import polars
except ImportError as error:
    print(error)
    sys.exit(1)

rows, folder, turns = sys.argv[1], sys.argv[2], int(sys.argv[3])
# What a saved sheet holds: the path once, as folder and name.
columns = ["folder", "name", "kind", "size", "allocated", "modified", "created"]
frame = polars.read_csv(rows, try_parse_dates=True, columns=columns)
table = duckdb.connect()
table.execute("CREATE TABLE sheet AS SELECT * FROM frame")


def median(work):
    times = []
    for _ in range(turns):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return statistics.median(times) * 1000


def line(what, took, path=None):
    size = f"{os.path.getsize(path) / frame.height:8.2f} bytes a row" if path else ""
    print(f"{what:44} {took:8.1f} ms {size}", flush=True)


for codec in ("snappy", "zstd"):
    path = os.path.join(folder, "polars.parquet")
    line(f"Polars, Parquet with {codec}, write", median(lambda: frame.write_parquet(path, compression=codec)), path)
    line(f"Polars, Parquet with {codec}, read", median(lambda: polars.read_parquet(path)))
    path = os.path.join(folder, "duckdb.parquet")
    line(
        f"DuckDB, Parquet with {codec}, write",
        median(lambda: table.execute(f"COPY sheet TO '{path}' (FORMAT parquet, COMPRESSION {codec})")),
        path,
    )
    line(
        f"DuckDB, Parquet with {codec}, read",
        median(lambda: table.execute(f"CREATE OR REPLACE TABLE back AS SELECT * FROM '{path}'")),
    )
