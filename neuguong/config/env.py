"""Settings from the environment, each declared once; a wrong one stops the start with a clear line."""

import os
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


class WrongSetting(SystemExit):
    """A setting can't be used; the message names it, what was expected and what was found."""


@dataclass(frozen=True, slots=True)
class Option:
    """One environment variable: its name, default, what it means, and how it is read."""

    name: str
    default: str
    meaning: str
    expected: str = "văn bản"
    check: Callable[[str], bool] = lambda _text: True
    secret: bool = False

    def read(self) -> str:
        """Return the value, or stop with a line that says what is wrong."""
        value = os.environ.get(self.name, self.default)
        if not self.check(value):
            raise WrongSetting(f"Thiết lập {self.name}={value!r} không dùng được: cần {self.expected}.")
        return value

    def shown(self) -> str:
        """Return the value with a password in it blotted out."""
        if self.secret:
            return "…" if self.read() else ""
        return re.sub(r"(//[^:/@]*:)[^@]*@", r"\1…@", self.read())


def _is_switch(text: str) -> bool:
    return text in {"0", "1"}


def _is_minutes(text: str) -> bool:
    return text.isdigit() and 1 <= int(text) <= 480


def _is_days(text: str) -> bool:
    return text.isdigit() and 1 <= int(text) <= 30


def _is_few(text: str) -> bool:
    return text.isdigit() and int(text) <= 5


def _is_mail(text: str) -> bool:
    return text.startswith(("smtp://", "smtps://", "smtp+tls://"))


def _is_hours(text: str) -> bool:
    return bool(re.fullmatch(r"([01]?\d|2[0-3])-([01]?\d|2[0-3])", text, re.ASCII))


def _is_issuer(text: str) -> bool:
    """An issuer is asked over TLS, except one on this machine."""
    return text == "" or text.startswith(("https://", "http://127.0.0.1:", "http://localhost:"))


def _is_database(text: str) -> bool:
    return text == "" or text.startswith(("postgres://", "postgresql://"))


OPTIONS = {
    option.name: option
    for option in (
        Option("NEUGUONG_HOME", "var", "Thư mục chứa dữ liệu, tệp và khóa bí mật"),
        Option(
            "DATABASE_URL",
            "",
            "PostgreSQL, ví dụ postgresql://user:pass@host:5432/name; để trống thì dùng SQLite trong NEUGUONG_HOME",
            "địa chỉ bắt đầu bằng postgresql://",
            _is_database,
        ),
        Option("NEUGUONG_DEBUG", "0", "Chế độ lập trình (0 hoặc 1)", "0 hoặc 1", _is_switch),
        Option(
            "NEUGUONG_HOSTS",
            "127.0.0.1,localhost",
            "Tên máy chủ được phép, cách nhau bằng dấu phẩy",
        ),
        Option(
            "NEUGUONG_URL",
            "http://127.0.0.1:8000",
            "Địa chỉ công khai, dùng trong liên kết của báo cáo",
        ),
        Option(
            "NEUGUONG_IDLE_MINUTES",
            "30",
            "Số phút không thao tác thì phải đăng nhập lại",
            "số phút từ 1 đến 480",
            _is_minutes,
        ),
        Option(
            "NEUGUONG_HTTPS",
            "0",
            "1 khi chạy sau máy chủ có HTTPS",
            "0 hoặc 1",
            _is_switch,
        ),
        Option(
            "NEUGUONG_PROXIES",
            "0",
            "Số máy chủ trung gian tin cậy đứng trước, để biết địa chỉ thật của người dùng",
            "số từ 0 đến 5",
            _is_few,
        ),
        Option(
            "NEUGUONG_SECOND_FACTOR",
            "roles",
            "Ai phải có lớp xác thực thứ hai: roles là theo vai trò (bản minh họa được để sau), always là mọi người",
            "roles hoặc always",
            lambda text: text in {"roles", "always"},
        ),
        Option(
            "NEUGUONG_INVITATION_DAYS",
            "7",
            "Số ngày một lời mời còn dùng được",
            "số ngày từ 1 đến 30",
            _is_days,
        ),
        Option(
            "NEUGUONG_MAIL",
            "smtp://127.0.0.1:25",
            "Máy chủ gửi thư: smtp://, smtps:// hoặc smtp+tls://, ví dụ smtp+tls://user:pass@mail.example:587",
            "địa chỉ bắt đầu bằng smtp://, smtps:// hoặc smtp+tls://",
            _is_mail,
        ),
        Option(
            "NEUGUONG_QUIET_HOURS",
            "21-6",
            "Từ giờ nào đến giờ nào không gửi thư báo; hai giờ bằng nhau là lúc nào cũng gửi",
            "hai giờ từ 0 đến 23, ví dụ 21-6",
            _is_hours,
        ),
        Option("NEUGUONG_MAIL_FROM", "neuguong@localhost", "Địa chỉ đứng tên gửi thư"),
        Option(
            "NEUGUONG_OIDC_ISSUER",
            "",
            "Nơi phát hành của đăng nhập một lần (OpenID Connect); để trống thì không dùng",
            "địa chỉ bắt đầu bằng https://",
            _is_issuer,
        ),
        Option("NEUGUONG_OIDC_CLIENT", "", "Mã ứng dụng ở nơi phát hành"),
        Option("NEUGUONG_OIDC_SECRET", "", "Khóa bí mật của ứng dụng ở nơi phát hành", secret=True),
        Option("NEUGUONG_OIDC_NAME", "tài khoản cơ quan", "Tên trên nút đăng nhập một lần"),
    )
}


def read(name: str) -> str:
    """Return the checked value of a declared option."""
    return OPTIONS[name].read()


def secret_key(home: Path) -> str:
    """Return the installation's secret, made at first use and readable by its owner only."""
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(64))
    return path.read_text()
