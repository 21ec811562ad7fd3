"""Triggers that keep the log append-only, also for whoever writes SQL: on both databases, put up after `migrate`.

They stop mistakes and a program that was led astray. Whoever owns the file or the tables can take them down;
`audit verify` finds what was changed then.
"""

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

_TABLES = ("audit_entry", "audit_reading")
_REFUSED = "the log is append-only"
_HEAD = "the head of the log moves only to the entry that ends it"
_PREFIX = "audit_guard_"

_ENDS = "EXISTS (SELECT 1 FROM audit_entry e WHERE e.id = NEW.count AND e.hash = NEW.hash)"
_MOVES = f"NEW.id = OLD.id AND ((NEW.count = OLD.count AND NEW.hash = OLD.hash) OR (NEW.count > OLD.count AND {_ENDS}))"
_BEGINS = "NEW.id = 1 AND NEW.count = 0 AND NEW.hash = ''"


def _sqlite() -> dict[str, str]:
    made = {}
    for table in (*_TABLES, "audit_head"):
        for deed in ("UPDATE", "DELETE"):
            if (table, deed) != ("audit_head", "UPDATE"):
                made[f"{_PREFIX}{table}_{deed.lower()}"] = f"BEFORE {deed} ON {table}", "", _REFUSED
    # Where recursive_triggers is off, as on a plain connection, REPLACE deletes without the trigger for DELETE. Entries
    # are spared the look-up, which would cost an import a twentieth of its time: their chain tells of a replaced one.
    again = "WHEN EXISTS (SELECT 1 FROM audit_reading WHERE id = NEW.id)"
    made[f"{_PREFIX}audit_reading_replace"] = "BEFORE INSERT ON audit_reading", again, _REFUSED
    made[f"{_PREFIX}audit_head_move"] = "BEFORE UPDATE ON audit_head", f"WHEN NOT ({_MOVES})", _HEAD
    made[f"{_PREFIX}audit_head_begin"] = "BEFORE INSERT ON audit_head", f"WHEN NOT ({_BEGINS})", _HEAD
    return {
        name: f"CREATE TRIGGER IF NOT EXISTS {name} {on} {when} BEGIN SELECT RAISE(ABORT, '{words}'); END"
        for name, (on, when, words) in made.items()
    }


def _function(name: str, condition: str, words: str) -> str:
    body = f"BEGIN IF {condition} THEN RAISE EXCEPTION '{words}' USING ERRCODE = 'insufficient_privilege'; END IF;"
    return f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ {body} RETURN NEW; END $$"


def _postgresql() -> dict[str, str]:
    made = {}
    for table in (*_TABLES, "audit_head"):
        deeds = "DELETE OR TRUNCATE" if table == "audit_head" else "UPDATE OR DELETE OR TRUNCATE"
        name = f"{_PREFIX}{table}"
        made[name] = f"CREATE TRIGGER {name} BEFORE {deeds} ON {table} EXECUTE FUNCTION {_PREFIX}refuse()"
    for name, deed in (("move", "UPDATE"), ("begin", "INSERT")):
        full = f"{_PREFIX}audit_head_{name}"
        made[full] = f"CREATE TRIGGER {full} BEFORE {deed} ON audit_head FOR EACH ROW EXECUTE FUNCTION {full}()"
    return made


_FUNCTIONS = (
    _function(f"{_PREFIX}refuse", "true", _REFUSED),
    _function(f"{_PREFIX}audit_head_move", f"NOT ({_MOVES})", _HEAD),
    _function(f"{_PREFIX}audit_head_begin", f"NOT ({_BEGINS})", _HEAD),
)


def put_up(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers that are not there; with all of them there, nothing is written, and no right to is needed."""
    wanted = _sqlite() if connection.vendor == "sqlite" else _postgresql()
    missing = [wanted[name] for name in wanted if name not in _there(connection)]
    if not missing:
        return
    with connection.cursor() as cursor:
        for statement in (*(_FUNCTIONS if connection.vendor == "postgresql" else ()), *missing):
            cursor.execute(statement)


def take_down(connection: BaseDatabaseWrapper) -> None:
    """Remove the triggers, as a test does that empties its tables, or someone who wants to rewrite the log."""
    with connection.cursor() as cursor:
        for name, table in sorted(_there(connection).items()):
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def _there(connection: BaseDatabaseWrapper) -> dict[str, Any]:
    """Return the triggers that are there, each with its table."""
    if connection.vendor == "sqlite":
        asked = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s"
    else:
        asked = (
            "SELECT tgname, relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid "
            "WHERE tgname LIKE %s AND pg_table_is_visible(c.oid)"
        )
    with connection.cursor() as cursor:
        cursor.execute(asked, [f"{_PREFIX}%"])
        return dict(cursor.fetchall())


def rights(role: str) -> str:
    """Return the SQL by which a role of PostgreSQL runs the program and can't change the log."""
    name = '"' + role.replace('"', '""') + '"'
    return "\n".join(
        (
            f"GRANT USAGE ON SCHEMA public TO {name};",
            f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name};",
            f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name};",
            f"REVOKE UPDATE, DELETE, TRUNCATE ON {', '.join(_TABLES)} FROM {name};",
            f"REVOKE DELETE, TRUNCATE ON audit_head FROM {name};",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {name};",
            f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {name};",
        )
    )
