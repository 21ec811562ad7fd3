"""Static files are gathered when they change, and only then."""

from pathlib import Path

import pytest
from django.conf import settings

from neuguong.portal.assets import collect


@pytest.mark.slow
def test_gathering_again_does_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(settings, "STATIC_ROOT", tmp_path / "static")
    assert collect()
    assert (tmp_path / "static/ui/neuguong.css").exists()
    assert not collect()
    (tmp_path / "static/.collected").write_text("")
    assert collect()
