"""The committed workbooks are what the generator writes, on every run and wherever it runs."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.demo.conftest import FOLDER, ROOT

LIMIT = 3 * 1024 * 1024


def build(folder: Path, hash_seed: str) -> dict[str, Path]:
    """Build all workbooks in a process of their own; return them by name."""
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "TZ": "Asia/Ho_Chi_Minh"}
    command = [sys.executable, "-m", "demo.build", "-o", str(folder)]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return {path.name: path for path in folder.glob("*.xlsx")}


def members(path: Path) -> dict[str, tuple[bytes, tuple[int, ...]]]:
    """Return content and time of each part of a workbook."""
    with zipfile.ZipFile(path) as archive:
        return {item.filename: (archive.read(item), item.date_time) for item in archive.infolist()}


@pytest.mark.slow
def test_a_rebuild_gives_the_committed_workbooks(tmp_path: Path) -> None:
    built, again = build(tmp_path / "one", "1"), build(tmp_path / "two", "2")
    committed = {path.name: path for path in FOLDER.glob("*.xlsx")}
    assert set(built) == set(committed) == set(again)
    for name, path in built.items():
        assert path.read_bytes() == again[name].read_bytes(), name
        # What is inside, as another zlib packs the same bytes otherwise.
        assert members(path) == members(committed[name]), f"{name}: run python -m demo.build and commit"


def test_the_workbooks_are_small_and_say_that_they_are_invented() -> None:
    paths = sorted(FOLDER.glob("*.xlsx"))
    assert sum(path.stat().st_size for path in paths) <= LIMIT
    for path in paths:
        properties = members(path)["docProps/core.xml"][0].decode()
        assert "Dữ liệu minh họa" in properties, path.name
        assert "hư cấu" in properties, path.name
