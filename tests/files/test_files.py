"""Files of records: attached, read, taken off, put back, by whoever may."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from neuguong.audit.models import Entry
from neuguong.core import clock
from neuguong.core.errors import Refusal
from neuguong.directives.models import Task
from neuguong.files import actions, queries, storing
from neuguong.files.models import StoredFile
from tests.bloc import DAY, Bloc, found_bloc
from tests.conftest import MOMENT
from tests.files import making

pytestmark = pytest.mark.django_db
TASK = "directives.task"
OTHERS = ("sibling", "foreign")


@pytest.fixture
def bloc(db: None) -> Iterator[Bloc]:
    with clock.freeze(MOMENT):
        yield found_bloc()


@pytest.fixture
def task(bloc: Bloc) -> Task:
    return Task.objects.create(organisation=bloc.places["DSO"], title="Báo cáo quý", due=DAY)


def sent(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def attach(bloc: Bloc, task: Task, name: str = "kế hoạch.docx", content: bytes | None = None) -> StoredFile:
    file = sent(name, making.word() if content is None else content)
    return actions.attach_file(actor=bloc.actor("cell"), kind=TASK, pk=task.pk, sent=file)


def post(bloc: Bloc, who: str, task: Task, name: str, content: bytes) -> Any:
    return bloc.send(who, "files:attach", TASK, task.pk, said={"file": sent(name, content)})


def kept() -> set[Path]:
    return set(storing.root().glob("*/*"))


def test_a_file_is_attached_on_the_page_and_comes_back_as_it_was(bloc: Bloc, task: Task) -> None:
    content = making.pdf()
    answer = post(bloc, "cell", task, "Báo cáo.pdf", content)
    assert answer.status_code == 302, answer.context["form"].errors
    file = StoredFile.objects.get()
    assert (file.name, file.size, file.digest) == ("Báo cáo.pdf", len(content), hashlib.sha256(content).hexdigest())
    assert "Báo cáo.pdf" in bloc.open("cell", "directives:task", task.pk).content.decode()
    page = bloc.open("cell", "files:detail", file.pk)
    assert "PDF" in page.content.decode()
    back = bloc.open("officer", "files:content", file.pk)
    assert b"".join(back.streaming_content) == content
    assert back["Content-Disposition"].startswith("attachment; filename*=utf-8''B%C3%A1o")
    assert back["Content-Security-Policy"].startswith("default-src 'none'; sandbox")
    assert back["X-Content-Type-Options"] == "nosniff"


def test_the_log_tells_who_attached_what(bloc: Bloc, task: Task) -> None:
    file = attach(bloc, task)
    entry = Entry.objects.get(event="file.attached")
    assert (entry.subject_id, entry.organisation_id) == (file.pk, task.organisation_id)
    assert "kế hoạch.docx" in (entry.after or "")


def test_a_picture_is_shown_and_may_be_kept(bloc: Bloc, task: Task) -> None:
    file = attach(bloc, task, "ảnh.jpg", making.picture())
    shown = bloc.open("cell", "files:content", file.pk)
    assert b"".join(shown.streaming_content).startswith(b"\xff\xd8")
    assert shown["Content-Type"] == "image/jpeg"
    assert shown["Content-Disposition"].startswith("inline")
    assert "<img" in bloc.open("cell", "files:detail", file.pk).content.decode()
    saved = bloc.open("cell", "files:content", file.pk, download=1)
    assert b"".join(saved.streaming_content).startswith(b"\xff\xd8")
    assert saved["Content-Disposition"].startswith("attachment")


def test_what_was_taken_off_can_be_put_back(bloc: Bloc, task: Task) -> None:
    file = attach(bloc, task)
    bloc.send("cell", "files:take_off", file.pk, said={})
    assert not queries.of_subject(task).exists()
    assert "Đã gỡ khỏi bản ghi" in bloc.open("cell", "files:detail", file.pk).content.decode()
    assert file.name not in bloc.open("cell", "directives:task", task.pk).content.decode()
    assert bloc.open("inspector", "files:detail", file.pk, place="DUK").status_code == 404
    bloc.send("cell", "files:put_back", file.pk, said={})
    assert queries.of_subject(task).get() == file


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_reads_or_changes_files(bloc: Bloc, task: Task, who: str) -> None:
    file = attach(bloc, task)
    place = {"sibling": "KBN", "foreign": "BAO"}[who]
    for page in ("files:detail", "files:content"):
        answer = bloc.open(who, page, file.pk, place=place)
        assert answer.status_code == 404
        assert file.name not in answer.content.decode()
    said = {"file": sent("a.docx", making.word())}
    assert bloc.send(who, "files:attach", TASK, task.pk, said=said, place=place).status_code == 404
    for page in ("files:take_off", "files:put_back"):
        assert bloc.send(who, page, file.pk, said={}, place=place).status_code == 404
    assert StoredFile.objects.get().taken_off_at is None


def test_readers_read_and_do_not_change(bloc: Bloc, task: Task) -> None:
    file = attach(bloc, task)
    answer = bloc.open("inspector", "files:content", file.pk, place="DUK")
    assert b"".join(answer.streaming_content).startswith(b"PK")
    assert "Gỡ tệp" not in bloc.open("inspector", "files:detail", file.pk, place="DUK").content.decode()
    assert bloc.send("inspector", "files:take_off", file.pk, said={}, place="DUK").status_code == 403
    assert post(bloc, "member", task, "a.docx", making.word()).status_code == 403
    assert StoredFile.objects.count() == 1


def test_kinds_without_files_have_no_pages(bloc: Bloc) -> None:
    for kind in ("organisations.organisation", "accounts.user", "x"):
        assert bloc.open("officer", "files:attach", kind, 1, place="DUK").status_code == 404


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.pdf", making.word(), "thật ra là tệp Word"),
        ("a.exe", making.pdf(), "thật ra là tệp PDF"),
        ("a.pdf", b"", "là tệp rỗng"),
        ("a.pdf", b"abc", "không phải loại tệp được nhận"),
        ("a.pdf", making.locked_pdf(), "có mật khẩu"),
        ("a.pdf", making.scripted_pdf(), "có phần tự chạy"),
        ("a.png", making.picture("PNG", (8_000, 7_000), mode="1"), "quá lớn (8000×7000 điểm ảnh)"),
        ("a.docx", making.word()[:300], "nén bất thường"),
    ],
)
def test_what_is_not_kept_leaves_nothing(bloc: Bloc, task: Task, name: str, content: bytes, told: str) -> None:
    before = kept()
    answer = post(bloc, "cell", task, name, content)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert not StoredFile.objects.exists()
    assert kept() == before


def test_a_file_is_chosen(bloc: Bloc, task: Task) -> None:
    answer = bloc.send("cell", "files:attach", TASK, task.pk, said={})
    assert answer.status_code == 422
    assert "Chọn một tệp" in answer.content.decode()


def test_too_large_is_told_with_both_sizes(bloc: Bloc, task: Task) -> None:
    answer = post(bloc, "cell", task, "a.pdf", b"%PDF-" + b"0" * (21 << 20))
    assert answer.status_code == 422
    assert "MB, quá mức 20 MB" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("../../etc/a.docx", "a.docx"),
        ("C:\\Tai lieu\\b.docx", "b.docx"),
        ("c\r\nX: 1\x00.docx", "cX: 1.docx"),
        ("đ" * 300 + ".docx", "đ" * 195 + ".docx"),
        (".docx", ".docx"),
    ],
)
def test_names_are_names_alone(bloc: Bloc, task: Task, name: str, plain: str) -> None:
    file = sent("x.docx", making.word())
    # As it comes from a browser that lies; Django's own class would have shortened it.
    file.__dict__["_name"] = name
    assert actions.attach_file(actor=bloc.actor("cell"), kind=TASK, pk=task.pk, sent=file).name == plain


def test_a_failed_row_takes_its_content_away(bloc: Bloc, task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    before = kept()

    def fail(**_said: object) -> None:
        raise Refusal("hết chỗ")

    monkeypatch.setattr("neuguong.audit.actions.save", fail)
    with pytest.raises(Refusal):
        attach(bloc, task)
    assert kept() == before


def test_sweeping_leaves_what_rows_speak_of(bloc: Bloc, task: Task) -> None:
    shutil.rmtree(storing.root(), ignore_errors=True)
    file = attach(bloc, task)
    orphan = storing.root() / "zz" / "orphan"
    orphan.parent.mkdir()
    orphan.write_bytes(b"x")
    assert actions.sweep() == 0
    with clock.freeze(MOMENT.replace(year=2050)):
        assert actions.sweep() >= 1
    assert not orphan.exists()
    assert queries.place(file).exists()


def test_content_is_not_swept_by_a_database_that_knows_little_of_it(bloc: Bloc, task: Task) -> None:
    file = attach(bloc, task)
    place, begun = queries.place(file), storing.root() / storing.INCOMING / "begun"
    begun.write_bytes(b"x")
    StoredFile.objects.all().delete()
    with clock.freeze(MOMENT.replace(year=2050)), pytest.raises(Refusal, match="cùng một bản sao lưu"):
        actions.sweep()
    assert place.exists()
    assert not begun.exists()


def test_a_page_takes_few_queries(bloc: Bloc, task: Task) -> None:
    counts = []
    for _ in range(2):
        attach(bloc, task)
        bloc.open("cell", "directives:task", task.pk)
        counts.append(bloc.queries("cell", "directives:task_list"))
    assert max(counts) <= 12


def test_a_file_that_is_sent_twice_is_attached_once(bloc: Bloc, task: Task) -> None:
    content, before = making.pdf(), kept()
    first, second = (post(bloc, "cell", task, "Báo cáo.pdf", content) for _click in range(2))
    assert first.status_code == second.status_code == 302
    assert first["Location"] == second["Location"]
    file = StoredFile.objects.get()
    assert kept() - before == {queries.place(file)}
    assert Entry.objects.filter(event="file.attached").count() == 1
    assert post(bloc, "cell", task, "Báo cáo khác.pdf", content).status_code == 302


def test_a_file_is_not_put_back_beside_its_like(bloc: Bloc, task: Task) -> None:
    actor, content = bloc.actor("cell"), making.word()
    old = attach(bloc, task, content=content)
    actions.take_off_file(actor=actor, file=old)
    new = attach(bloc, task, content=content)
    assert new.pk != old.pk
    with pytest.raises(Refusal, match="đang được đính kèm"):
        actions.put_back_file(actor=actor, file=old)
