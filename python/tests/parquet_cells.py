"""The cells of a folder written as Parquet, read by DuckDB and Polars, against those of the same batch as CSV.

`parquet_cells.py DIR`: DIR holds the folders `csv` and `parquet`, as the test `parquet` of the program leaves them
there (COMMONROOM_PARQUET=DIR). Every table with parts is compared, cell by cell and type by type.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

Cell = str | int | float | bool | None
# A row of a table, by column; the rows of each scenario.
Table = dict[str, list[dict[str, Cell]]]

TYPES: dict[str, tuple[Callable[[str], Cell], str, pl.DataType]] = {
    "string": (str, "VARCHAR", pl.String()),
    "integer": (int, "BIGINT", pl.Int64()),
    "number": (float, "DOUBLE", pl.Float64()),
    "boolean": (lambda text: {"true": True, "false": False}[text], "BOOLEAN", pl.Boolean()),
}


def of_csv(path: Path, types: dict[str, str]) -> Table:
    """The rows of a CSV file, an empty cell as None."""
    table: Table = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cells = {name: TYPES[types[name]][0](text) if text else None for name, text in row.items()}
            table.setdefault(str(cells.pop("scenario")), []).append(cells)
    return table


def split(rows: list[dict[str, Any]]) -> Table:
    """Rows by scenario."""
    table: Table = {}
    for row in rows:
        table.setdefault(str(row.pop("scenario")), []).append(row)
    return table


def of_duckdb(folder: Path, types: dict[str, str]) -> Table:
    """The same rows as DuckDB reads them, in the order of the files."""
    source = f"read_parquet('{folder}/*/*.parquet', hive_partitioning=true, hive_types_autocast=false)"
    described = duckdb.sql(f"describe select * from {source}").fetchall()
    found = {name: kind for name, kind, *_ in described}
    expected = {name: TYPES[kind][1] for name, kind in types.items()}
    assert found == expected, (folder.name, found, expected)
    answer = duckdb.sql(f"select * from {source}")
    return split([dict(zip(answer.columns, row, strict=True)) for row in answer.fetchall()])


def of_polars(folder: Path, types: dict[str, str]) -> Table:
    """The same rows as Polars reads them."""
    frame = pl.read_parquet(folder / "*" / "*.parquet", hive_partitioning=True, hive_schema={"scenario": pl.String})
    found = dict(frame.schema)
    expected = {name: TYPES[kind][2] for name, kind in types.items()}
    assert found == expected, (folder.name, found, expected)
    return split(frame.to_dicts())


def main(place: Path) -> None:
    """Compare all tables."""
    package = json.loads((place / "parquet" / "datapackage.json").read_text(encoding="utf-8"))
    tables = [resource for resource in package["resources"] if resource["format"] == "parquet"]
    assert len(tables) == 7, [table["name"] for table in tables]
    cells = 0
    for table in tables:
        name = table["name"]
        types = {field["name"]: field["type"] for field in table["schema"]["fields"]}
        expected = of_csv(place / "csv" / f"{name}.csv", types)
        for program, read in [("DuckDB", of_duckdb), ("Polars", of_polars)]:
            found = read(place / "parquet" / name, types)
            assert found.keys() == expected.keys(), (program, name, found.keys())
            for scenario, rows in expected.items():
                assert found[scenario] == rows, (program, name, scenario)
        cells += sum(len(row) for rows in expected.values() for row in rows)
    assert cells > 10_000, cells
    print(f"{cells} cells of {len(tables)} tables: DuckDB and Polars read from Parquet what CSV says")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
