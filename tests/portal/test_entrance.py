"""The door: one-time links, passwords, lockout; health and errors."""

import pytest
from django.test import Client, override_settings

from neuguong.accounts.actions import issue_link
from neuguong.core.actor import SYSTEM
from tests.bloc import Bloc, found_bloc

PASSWORD = "mat-khau-de-thu"


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


def link(bloc: Bloc) -> str:
    return f"/link/{issue_link(actor=SYSTEM, user=bloc.users['cell'])}/"


def test_a_link_that_a_mail_program_opens_is_not_used_up(bloc: Bloc, client: Client) -> None:
    address = link(bloc)
    assert client.get(address).status_code == 200
    assert client.get("/").status_code == 302
    answer = client.post(address)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    assert client.get("/")["Location"].startswith("/o/DSO/")


def test_a_link_works_once(bloc: Bloc, client: Client) -> None:
    address = link(bloc)
    client.post(address)
    other = Client()
    answer = other.post(address)
    assert answer.status_code == 422
    assert "không còn dùng được" in answer.content.decode()
    assert other.get("/")["Location"].startswith("/accounts/login/")


def test_a_password_lets_in_and_a_wrong_one_is_told_in_vietnamese(bloc: Bloc, client: Client) -> None:
    user = bloc.users["cell"]
    user.set_password(PASSWORD)
    user.save()
    wrong = client.post("/accounts/login/", {"login": user.email, "password": "sai"})
    assert "Địa chỉ thư điện tử hoặc mật khẩu chưa đúng." in wrong.content.decode()
    right = client.post("/accounts/login/", {"login": user.email.upper(), "password": PASSWORD})
    assert right["Location"] == "/"


@override_settings(ACCOUNT_RATE_LIMITS=False)
def test_too_many_wrong_passwords_shut_the_door_with_words(bloc: Bloc, client: Client) -> None:
    user = bloc.users["cell"]
    user.set_password(PASSWORD)
    user.save()
    answers = [client.post("/accounts/login/", {"login": user.email, "password": f"sai{n}"}) for n in range(9)]
    assert answers[-1].status_code == 429
    assert "Sai quá nhiều lần. Đợi đến" in answers[-1].content.decode()
    assert client.post("/accounts/login/", {"login": user.email, "password": PASSWORD}).status_code == 429


def test_nobody_signs_up_by_themselves(db: None, client: Client) -> None:
    answer = client.get("/accounts/signup/")
    assert "Tài khoản do Văn phòng cấp ủy lập" in answer.content.decode()


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/accounts/password/set/", "Đặt mật khẩu"),
        ("/accounts/2fa/", "Xác thực hai lớp"),
        ("/accounts/logout/", "Đồng chí muốn đăng xuất?"),
    ],
)
def test_pages_of_the_own_account_speak_vietnamese(bloc: Bloc, path: str, words: str) -> None:
    answer = bloc.client("cell").get(path)
    assert answer.status_code == 200
    assert words in answer.content.decode()


@override_settings(EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend", EMAIL_HOST="127.0.0.1", EMAIL_PORT=1)
def test_a_mail_that_cannot_be_sent_is_told(bloc: Bloc, client: Client) -> None:
    answer = client.post("/accounts/password/reset/", {"email": bloc.users["cell"].email})
    assert answer.status_code == 422
    assert "chưa gửi được thư" in answer.content.decode()


def test_an_unknown_page_is_told_with_a_way_on(bloc: Bloc) -> None:
    answer = bloc.client("cell").get("/khong-co/")
    assert answer.status_code == 404
    assert "Về trang Hôm nay" in answer.content.decode()


def test_a_fault_is_told_without_the_database(bloc: Bloc, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object) -> None:
        raise ZeroDivisionError

    client = bloc.client("cell")
    client.raise_request_exception = False
    monkeypatch.setattr("neuguong.portal.views.today.lately", fail)
    answer = client.get("/o/DSO/2023/")
    assert answer.status_code == 500
    assert "Có lỗi của phần mềm" in answer.content.decode()


def test_an_old_form_is_told(bloc: Bloc) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/accounts/login/", {"login": "a@example.org", "password": "x"})
    assert answer.status_code == 403
    assert "Phiên làm việc đã hết hạn" in answer.content.decode()
