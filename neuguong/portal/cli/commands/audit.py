"""`neuguong audit`: whether the log is whole, its end as a file, the rights of a careful database role."""

from pathlib import Path

import click
from django.conf import settings

from neuguong.audit import guards, heads, keys
from neuguong.audit.actions import rotate_key
from neuguong.audit.queries import faults
from neuguong.core.actor import SYSTEM
from neuguong.core.files import write_whole
from neuguong.organisations.queries import installation
from neuguong.portal.cli.options import FILE_IN, FILE_OUT, as_json, say

_KEPT = 1_000
_STEP = 100_000
_BLIND = (
    "Không có tệp đầu nhật ký (--head) nên có hai việc lần kiểm tra này không thấy được: phần cuối bị cắt cùng với "
    "audit_head, và cả chuỗi bị tính lại từ một dòng nào đó. So với một tệp trong {folder}, tốt nhất là bản đã chép "
    "ra ngoài máy này."
)


@click.group()
def audit_command() -> None:
    """Nhật ký."""


@audit_command.command("verify")
@click.option("--head", "files", multiple=True, type=FILE_IN, metavar="FILE", help="So với tệp đầu nhật ký đã xuất.")
@as_json
def verify_command(files: tuple[Path, ...], in_json: bool) -> None:
    """Tính lại chuỗi băm và nêu mọi dòng không khớp."""
    compared = [heads.read(path, installation().mark) for path in files]
    kept, count = [], 0
    for fault in faults(compared, tell=_tell):
        count += 1
        if in_json and count <= _KEPT:
            kept.append({"entry": fault.entry, "what": fault.what, "text": fault.text})
        elif not in_json:
            click.echo(fault.text, err=True)
    blind = "" if files else _BLIND.format(folder=_folder())
    if in_json:
        say({"faults": kept, "count": count, "compared": [head.name for head in compared], "unseen": blind})
    else:
        click.echo(f"Nhật ký có {count} chỗ không khớp." if count else "Nhật ký nguyên vẹn.")
        click.echo(blind or f"Đã so với {', '.join(head.name for head in compared)}.")
    raise click.exceptions.Exit(1 if count else 0)


def _tell(number: int) -> None:
    if number and number % _STEP == 0:
        click.echo(f"Đã kiểm {number} dòng…", err=True)


@audit_command.command("head")
@click.option("-o", "--output", type=FILE_OUT, metavar="FILE", help="Ghi ra tệp thay vì in ra.")
def head_command(output: Path | None) -> None:
    """Xuất đầu nhật ký: hệ thống, lúc, số dòng, mã băm của dòng cuối."""
    text = heads.as_json(heads.head(installation().mark))
    if output is None:
        click.echo(text, nl=False)
    else:
        write_whole(output, text.encode())
        click.echo(f"Đã ghi {output}. Giữ tệp này ở nơi khác máy này.")


@audit_command.command("rotate-key")
def rotate_key_command() -> None:
    """Thay khóa của nhật ký: từ nay dùng khóa mới, phần đã ghi vẫn đọc và kiểm tra được."""
    count = rotate_key(actor=SYSTEM)
    click.echo(f"Đã thay khóa ở {keys.path()}, khóa của {count} người đã khóa lại.")
    click.echo("Chép tệp này ra nơi khác, tách khỏi cơ sở dữ liệu. Bản sao lưu trước hôm nay vẫn cần khóa cũ.")


@audit_command.command("role")
@click.argument("name")
def role_command(name: str) -> None:
    """In các lệnh SQL cho một vai trò PostgreSQL chạy phần mềm mà không sửa, xóa được nhật ký."""
    click.echo(guards.rights(name))


def _folder() -> Path:
    folder: Path = settings.HOME / "heads"
    return folder
