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

    def read(self) -> str:
        """Return the value, or stop with a line that says what is wrong."""
        value = os.environ.get(self.name, self.default)
        if not self.check(value):
            raise WrongSetting(f"Thiết lập {self.name}={value!r} không dùng được: cần {self.expected}.")
        return value

    def shown(self) -> str:
        """Return the value with a password in it blotted out."""
        return re.sub(r"(//[^:/@]*:)[^@]*@", r"\1…@", self.read())


def _is_switch(text: str) -> bool:
    return text in {"0", "1"}


def _is_minutes(text: str) -> bool:
    return text.isdigit() and 1 <= int(text) <= 480


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
    )
}


def read(name: str) -> str:
    """Return the checked value of a declared option."""
    return OPTIONS[name].read()


def secret_key(home: Path) -> str:
    """Return the installation's secret, made at first use and readable by its owner only."""
    path = home / "secret-key"
    if not path.exists():
        home.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as stream:
            stream.write(secrets.token_urlsafe(64))
    return path.read_text()
