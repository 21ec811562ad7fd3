"""Static files are gathered when they change, and only then."""

from pathlib import Path

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage

from neuguong.portal.assets import collect


@pytest.mark.slow
def test_gathering_again_does_nothing() -> None:
    stamp = Path(staticfiles_storage.path(".collected"))
    stamp.unlink(missing_ok=True)
    said: list[str] = []
    assert collect(said.append)
    assert "nửa phút" in said.pop()
    assert Path(staticfiles_storage.path("ui/neuguong.css")).exists()
    assert not collect(said.append)
    assert said == []
    stamp.write_text("")
    assert collect()
