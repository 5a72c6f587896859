"""Cases as Parquet, in row groups; the statement stands in the metadata of the file under ``mithaq``."""

from __future__ import annotations

from itertools import islice
from typing import IO, Final

import pyarrow as pa
from pyarrow import parquet

from mithaq.reports.exports.columns import ColumnType, load_columns, read_lines
from mithaq.reports.exports.pile import Pile

STATEMENT: Final = "mithaq"
"""Key of the metadata under which the statement stands."""
_GROUP: Final = 2_000
_WHOLE: Final = frozenset({"version", "conditions", "documents", "quote_start", "quote_end"})


def write(pile: Pile, out: IO[bytes]) -> None:
    """Write the cases of a pile.

    Args:
        pile: What is exported.
        out: Where to.
    """
    schema = make_schema()
    lines = read_lines(pile)
    sink = pa.PythonFile(out, mode="w")
    with parquet.ParquetWriter(sink, schema, compression="zstd") as writer:
        while group := list(islice(lines, _GROUP)):
            columns = zip(*(line.list_values() for line in group), strict=True)
            arrays = [
                pa.array(values, type=field.type) for values, field in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
        statement = pile.state()
        writer.add_key_value_metadata({STATEMENT: statement.encode().decode()})


def make_schema() -> pa.Schema:
    """Return the columns with their types; each has its English heading in its metadata."""
    return pa.schema(
        [
            pa.field(column.name, _find_type(column.name, column.type), metadata={"label": column.en})
            for column in load_columns()
        ]
    )


def _find_type(name: str, kind: ColumnType) -> pa.DataType:
    if kind is not ColumnType.NUMBER:
        return pa.string()
    return pa.int64() if name in _WHOLE else pa.float64()
