"""Files that appear whole or not at all."""

import secrets
from pathlib import Path


def write_whole(path: Path, content: bytes | memoryview) -> None:
    """Write a file beside its place and put it there when it is complete; raises OSError that names `path`."""
    draft = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(path)) from error
    finally:
        draft.unlink(missing_ok=True)
