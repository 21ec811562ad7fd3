"""A record is found by what an office types: its code, its name, a part of it, with marks or without."""

import pytest

from neuguong.core.errors import Refusal
from neuguong.organisations.models import Group, Organisation
from neuguong.ui.picking import Choosable, read
from tests.bloc import Bloc, found_bloc


@pytest.fixture
def bloc(db: None) -> Bloc:
    return found_bloc()


@pytest.mark.parametrize(
    "text",
    ["BAO", "Chi bộ Báo tỉnh (BAO)", "chi bo bao tinh", "CHI BỘ BÁO TỈNH", "báo tỉnh", "tên cũ (BAO)", "  bao  "],
)
def test_one_record_is_found(bloc: Bloc, text: str) -> None:
    found = read(text.strip(), Choosable(Organisation.objects.all()))
    assert found == bloc.places["BAO"]


def test_a_code_wins_over_names_that_hold_it(bloc: Bloc) -> None:
    Organisation.objects.filter(code="KBN").update(name="Chi bộ YTE", search_key="chi bo yte kbn")
    assert read("YTE", Choosable(Organisation.objects.all())) == bloc.places["YTE"]


def test_an_equal_name_wins_over_longer_ones(bloc: Bloc) -> None:
    Organisation.objects.filter(code="KBN").update(name="Chi bộ Báo tỉnh số 2", search_key="chi bo bao tinh so 2 kbn")
    assert read("Chi bộ Báo tỉnh", Choosable(Organisation.objects.all())) == bloc.places["BAO"]


def test_several_are_named_and_none_is_taken(bloc: Bloc) -> None:
    with pytest.raises(Refusal, match=r"Chi bộ Chi cục Dân số \(DSO\); Chi bộ Kiểm soát bệnh tật \(KBN\)"):
        read("chi bo", Choosable(Organisation.objects.filter(code__in=["DSO", "KBN"]).order_by("code")))


def test_nothing_is_found_outside_what_may_be_chosen(bloc: Bloc) -> None:
    among = Choosable(Organisation.objects.exclude(code="BAO"))
    assert read("BAO", among) is None
    assert read("Chi bộ Báo tỉnh (BAO)", among) is None


def test_a_code_that_may_not_be_chosen_is_nobody_elses(bloc: Bloc) -> None:
    """The child of a body has its code in its own; a namesake has its name."""
    Organisation.objects.filter(code="DSO").update(code="BAO.01", search_key="chi bo chi cuc dan so bao.01")
    Organisation.objects.filter(code="KBN").update(name="Chi bộ Báo tỉnh", search_key="chi bo bao tinh kbn")
    among = Choosable(Organisation.objects.exclude(code="BAO"))
    assert read("BAO", among) is None
    assert read("Chi bộ Báo tỉnh số 2 (BAO)", among) is None
    assert read("bao.01", among) == bloc.places["DSO"]


def test_a_name_alone_says_which_where_there_is_no_code(db: None) -> None:
    group = Group.objects.create(name="Khối doanh nghiệp")
    assert read("khoi doanh nghiep", Choosable(Group.objects.all(), key="")) == group
    assert read("khoi", Choosable(Group.objects.all(), key="")) is None
