"""What the examining process says of a file, to the one who asked for it."""

from dataclasses import dataclass

TEXT_KEPT = 100_000
"""Characters of a file's text that are kept to be searched."""


@dataclass(frozen=True, slots=True)
class Findings:
    """A file that may be kept: its media type, readable text (first page apart), and its size as a picture.

    `content` is what is to be kept instead of what was sent; None where that is kept as it came.
    """

    media_type: str
    text: str = ""
    first_page: str = ""
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    content: bytes | None = None


class NotKept(Exception):
    """The file must not be kept; `code` says why, `found` what was seen."""

    def __init__(self, code: str, found: str = "") -> None:
        super().__init__(code)
        self.code, self.found = code, found
