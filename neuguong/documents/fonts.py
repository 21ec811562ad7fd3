"""The fonts of documents, so that a file is the same whatever the machine."""

from pathlib import Path

import neuguong

FONT_DIRECTORY = Path(neuguong.__file__).resolve().parent / "ui" / "static" / "vendor" / "fonts"
FONT = "Tinos"  # metrics of Times New Roman


def font_directory() -> Path:
    """Return the directory of the fonts; FileNotFoundError says how to get them."""
    if not any(FONT_DIRECTORY.glob(f"{FONT}*.ttf")):
        raise FileNotFoundError(f"Chưa có phông {FONT} trong {FONT_DIRECTORY}; chạy: make assets")
    return FONT_DIRECTORY
