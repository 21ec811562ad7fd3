"""A file whose first page is stamped secret is refused, and nothing of it is kept."""

import pytest

from neuguong.core.errors import Refusal
from neuguong.directives.models import Task
from neuguong.files import actions, storing
from neuguong.files.models import StoredFile
from tests.bloc import DAY, found_bloc
from tests.files import making
from tests.files.test_files import TASK, sent


@pytest.mark.parametrize("stamp", ["MẬT", "Tối mật", "Độ mật: Tuyệt mật"])
@pytest.mark.parametrize("name", ["a.docx", "a.pdf", "a.xlsx"])
def test_a_stamp_on_the_first_page_is_refused(db: None, name: str, stamp: str) -> None:
    bloc = found_bloc()
    task = Task.objects.create(organisation=bloc.places["DSO"], title="Báo cáo quý", due=DAY)
    made = {"a.docx": making.word, "a.pdf": making.pdf, "a.xlsx": making.excel}[name]
    before = set(storing.root().glob("*/*"))
    with pytest.raises(Refusal, match="Phần mềm không lưu tài liệu mật"):
        actions.attach_file(actor=bloc.actor("cell"), kind=TASK, pk=task.pk, sent=sent(name, made(stamp)))
    assert not StoredFile.objects.exists()
    assert set(storing.root().glob("*/*")) == before


def test_a_stamp_in_the_head_of_a_document_counts_and_ordinary_words_do_not(db: None) -> None:
    bloc = found_bloc()
    task = Task.objects.create(organisation=bloc.places["DSO"], title="Báo cáo quý", due=DAY)
    actor = bloc.actor("cell")
    with pytest.raises(Refusal, match="tài liệu mật"):
        actions.attach_file(actor=actor, kind=TASK, pk=task.pk, sent=sent("a.docx", making.word(header="MẬT")))
    plain = making.word("Kế hoạch bảo vệ bí mật nhà nước; nuôi ong lấy mật ở nơi mật độ dân cư thấp")
    assert actions.attach_file(actor=actor, kind=TASK, pk=task.pk, sent=sent("a.docx", plain)).pk
