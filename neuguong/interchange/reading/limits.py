"""How much a workbook may ask of the machine."""

from typing import NamedTuple

MEGABYTE = 1 << 20


class Limits(NamedTuple):
    """Bounds of one reading; the defaults let a genuine workbook of 200,000 rows pass.

    Sizes are bytes, times are seconds. Excel itself writes about 0.9 kB of XML for a row of twelve
    cells, so 200,000 rows unpack to less than 200 MB at a ratio of 8 to 25.
    """

    file_size: int = 50 * MEGABYTE
    entries: int = 2_000
    unpacked: int = 400 * MEGABYTE
    ratio: int = 100
    ratio_from: int = 4 * MEGABYTE
    """Parts below this unpacked size are not judged by their ratio: small XML repeats itself a lot."""
    rows: int = 500_000
    columns: int = 1_000
    shared_strings: int = 5_000_000
    memory: int = 1_024 * MEGABYTE
    """Address space of the child process; its resident memory is far smaller."""
    cpu_seconds: int = 60
    silence_seconds: float = 60.0
    """How long the child may say nothing; a slow consumer of the rows doesn't count."""
    frame_size: int = 64 * MEGABYTE
