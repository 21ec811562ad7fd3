"""Writes the workbooks of the demonstration: `python -m demo.build [-o FOLDER]`."""

import argparse
from pathlib import Path

from demo.cast import grant_rows
from demo.classification import classification_rows
from demo.commendations import commendation_rows
from demo.commitments import commitment_rows
from demo.directives import directive_rows
from demo.exemplars import exemplar_rows
from demo.initiatives import model_rows, register_models
from demo.issues import issue_rows
from demo.meetings import meeting_sessions
from demo.organisations import organisation_rows
from demo.people import person_rows
from demo.returns import return_rows
from demo.rounds import round_rows
from demo.study import attendance_rows, bloc_sessions, session_rows, study_sessions
from demo.tasks import task_rows
from demo.workbooks import NOTE, Book, Part, write_book
from demo.world import World, build_world

FOLDER = Path(__file__).parent / "workbooks"
TITLES = ("ĐẢNG BỘ KHỐI CƠ QUAN VÀ DOANH NGHIỆP TỈNH YÊN BÁI",)


def structure(world: World) -> list[Book]:
    """Return the workbooks of organisations, people, documents and tasks."""
    return [
        Book("01-to-chuc", "Tổ chức", (Part("organisations", organisation_rows(world.tree)),)),
        Book("02-nguoi", "Cán bộ, đảng viên, người lao động", (Part("people", person_rows(world.people)),)),
        Book(
            "03-van-ban-nhiem-vu",
            "Văn bản chỉ đạo và nhiệm vụ",
            (Part("directives", directive_rows(world)), Part("tasks", task_rows(world))),
        ),
    ]


def registers(world: World) -> list[Book]:
    """Return the workbooks of meetings, issues, commitments, models and exemplars."""
    models = model_rows(register_models(world))
    study = study_sessions(world)
    sessions = sorted(
        [*bloc_sessions(world), *study, *meeting_sessions(world, models)], key=lambda item: (item.day, item.owner)
    )
    above = (*TITLES, "SỔ THEO DÕI VẤN ĐỀ BỨC XÚC, NỔI CỘM 2021–2023")
    issues = Part("issues", issue_rows(world), above=above, below=f"Ghi chú: {NOTE}", dates_as_text=True)
    declared = Part("returns", return_rows(world, study), above=(*TITLES, "SỐ KÊ KHAI"), below=f"Ghi chú: {NOTE}")
    return [
        Book(
            "04-sinh-hoat",
            "Học tập, sinh hoạt",
            (Part("sessions", session_rows(sessions)), Part("attendance", attendance_rows(sessions))),
        ),
        Book("05-van-de", "Vấn đề bức xúc, nổi cộm", (issues,)),
        Book("06-cam-ket", "Kế hoạch cá nhân và bản cam kết", (Part("commitments", commitment_rows(world)),)),
        Book(
            "07-mo-hinh-dien-hinh",
            "Mô hình, điển hình",
            (Part("models", models), Part("exemplars", exemplar_rows(world))),
        ),
        Book("10-so-lieu", "Số liệu kê khai", (declared,)),
    ]


def recognition(world: World) -> list[Book]:
    """Return the workbooks of commendation, classification and roles."""
    nominations, awards = commendation_rows(world)
    return [
        Book(
            "08-khen-thuong",
            "Đợt khen thưởng, đề nghị, khen thưởng",
            (Part("rounds", round_rows()), Part("nominations", nominations), Part("awards", awards)),
        ),
        Book("09-xep-loai", "Xếp loại hằng năm", (Part("classification", classification_rows(world)),)),
        Book("11-phan-quyen", "Phân quyền", (Part("grants", grant_rows(), below=f"Ghi chú: {NOTE}"),)),
    ]


def build(folder: Path) -> list[Path]:
    """Write all workbooks into a folder and return their paths in the order in which they are imported."""
    world = build_world()
    folder.mkdir(parents=True, exist_ok=True)
    books = [*structure(world), *registers(world), *recognition(world)]
    return sorted(write_book(folder, book) for book in books)


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(prog="python -m demo.build", description=__doc__)
    parser.add_argument("-o", "--output", type=Path, default=FOLDER, help="folder for the workbooks")
    for path in build(parser.parse_args().output):
        print(f"{path} ({path.stat().st_size // 1024} KB)")


if __name__ == "__main__":
    main()
