# SPDX-License-Identifier: Apache-2.0
"""The rows of a sweep as Parquet files, which DuckDB, pandas and most tools for tables read. Needs PyArrow.

A table is a folder of parts. Each part is whole by itself, so that a sweep that stops leaves nothing half written.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator

import pyarrow as pa
from pyarrow import parquet

from fabula.interop.journal import TABLES, table_of
from fabula.model.sweep import EndingRow, EventRow, Row, StoryRow

_COLUMNS = {"str": pa.string(), "int": pa.int64(), "bool": pa.bool_()}


def parts_of(rows: Iterable[Row]) -> dict[str, bytes]:
    """For each table of which there are rows the bytes of a Parquet file that holds them."""
    tables: dict[str, list[dict[str, object]]] = {}
    for row in rows:
        tables.setdefault(table_of(row), []).append(dataclasses.asdict(row))
    return {name: _file(name, found) for name, found in tables.items()}


def rows_in(name: str, data: bytes) -> Iterator[Row]:
    """The rows of a file of the table called `name`; raises `ValueError` where the bytes are no such file."""
    try:
        found = parquet.read_table(pa.BufferReader(data)).to_pylist()
    except pa.ArrowException as error:
        raise ValueError(str(error)) from error
    for row in found:
        yield TABLES[name](**row)


def _file(name: str, rows: list[dict[str, object]]) -> bytes:
    """The bytes of one file."""
    sink = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(rows, _schema(TABLES[name])), sink, compression="zstd")
    data: bytes = sink.getvalue().to_pybytes()
    return data


def _schema(sort: type[StoryRow | EventRow | EndingRow]) -> pa.Schema:
    """A column for each field, in its order."""
    return pa.schema([(field.name, _COLUMNS[str(field.type)]) for field in dataclasses.fields(sort)])
