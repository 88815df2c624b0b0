"""Tables as Arrow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from commonroom._commonroom import Columns

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow


class Table:
    """A table in memory, as Arrow. Whatever reads Arrow takes it without a copy by the PyCapsule interface:
    ``polars.DataFrame(t)``, ``pyarrow.table(t)``, ``pandas.DataFrame.from_arrow(t)``.

    Where a file has an empty cell, there is no value here (null, ``None``).
    """

    def __init__(self, columns: Columns, name: str) -> None:
        self._columns = columns
        self.name = name

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self._columns.__arrow_c_stream__(requested_schema)

    def __arrow_c_schema__(self) -> object:
        return self._columns.__arrow_c_schema__()

    @property
    def column_names(self) -> list[str]:
        """The columns, in the order of the file."""
        return self._columns.column_names

    def __len__(self) -> int:
        return self._columns.num_rows

    def __getitem__(self, column: str) -> list[Any]:
        """A column as a list, with ``None`` where there is no value."""
        return self._columns.column(column)

    def to_dict(self) -> dict[str, list[Any]]:
        """All columns as lists."""
        return {name: self[name] for name in self.column_names}

    def to_pyarrow(self) -> pyarrow.Table:
        """As a table of pyarrow, without a copy."""
        import pyarrow

        return pyarrow.table(self)

    def to_polars(self) -> polars.DataFrame:
        """As a data frame of polars."""
        import polars

        return polars.DataFrame(self)

    def to_pandas(self) -> pandas.DataFrame:
        """As a data frame of pandas."""
        try:
            import pyarrow  # noqa: F401
        except ImportError:
            import pandas

            return pandas.DataFrame(self.to_dict())
        frame: pandas.DataFrame = self.to_pyarrow().to_pandas()
        return frame

    def __repr__(self) -> str:
        return f"<commonroom.Table {self.name}: {len(self)} rows, {len(self.column_names)} columns>"
