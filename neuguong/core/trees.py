"""Materialised paths: "1.5.23." lies under "1.5."; the final dot keeps 1.5 apart from 1.50."""

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.sql.compiler import SQLCompiler


class PathField(models.CharField):  # type: ignore[type-arg]
    """The ids from the root to this node, each followed by a dot."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 200)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)


@PathField.register_lookup
class Under(models.Lookup):
    """`path__under=root`: at or below the node with that path, by an index on both databases.

    `root` is a path, or an expression that gives one.
    """

    lookup_name = "under"

    def as_sql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A range: "/" follows "." in code points, which is SQLite's own order of text."""
        column, parameters = self.process_lhs(compiler, connection)
        if self.rhs_is_direct_value():
            low = str(self.rhs)
            return f"({column} >= %s AND {column} < %s)", (*parameters, low, low[:-1] + "/")
        root, own = self.process_rhs(compiler, connection)
        bare = f"substr({root}, 1, length({root}) - 1)"
        sql = f"({column} >= {root} AND {column} < {bare} || '/')"
        return sql, (*parameters, *own, *parameters, *own, *own)

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper) -> tuple[str, Any]:
        """A prefix pattern: the column's pattern index serves it whatever the collation."""
        column, parameters = self.process_lhs(compiler, connection)
        if self.rhs_is_direct_value():
            return f"{column} LIKE %s", (*parameters, f"{self.rhs}%")
        root, own = self.process_rhs(compiler, connection)
        bare = f"left({root}, -1)"
        sql = f"({column} ~>=~ {root} AND {column} ~<~ ({bare} || '/'))"
        return sql, (*parameters, *own, *parameters, *own)


def ancestors(path: str) -> list[str]:
    """Return the paths from the root down to `path` itself."""
    parts = path.rstrip(".").split(".")
    return [".".join(parts[: depth + 1]) + "." for depth in range(len(parts))]
