"""Dates are typed as an office writes them, and what is wrong is told with an example."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from neuguong.ui.fields import DateField


@pytest.mark.parametrize("text", ["05/03/2023", "5/3/2023", "05-03-2023", "05.03.2023", "2023-03-05"])
def test_a_date_is_read(text: str) -> None:
    with translation.override("vi"):
        assert DateField().clean(text) == dt.date(2023, 3, 5)


@pytest.mark.parametrize("text", ["31/02/2023", "13/13/2023", "hôm qua", "03/2023"])
def test_a_wrong_date_is_told_with_what_was_found(text: str) -> None:
    with translation.override("vi"), pytest.raises(ValidationError) as caught:
        DateField().clean(text)
    assert caught.value.messages == [f"«{text}» không phải là ngày có thật. Ghi ngày/tháng/năm, ví dụ 05/03/2023."]


@pytest.mark.parametrize("text", ["01/01/0001", "31/12/1899", "01/01/2101", "31/12/9999"])
def test_a_year_that_can_only_be_a_slip_is_refused(text: str) -> None:
    with translation.override("vi"), pytest.raises(ValidationError) as caught:
        DateField().clean(text)
    assert caught.value.messages == [f"Năm của ngày «{text}» nằm ngoài khoảng 1900–2100. Kiểm tra lại năm."]


@pytest.mark.parametrize("text", ["01/01/1900", "31/12/2100"])
def test_the_first_and_the_last_day_are_taken(text: str) -> None:
    with translation.override("vi"):
        assert f"{DateField().clean(text):%d/%m/%Y}" == text
