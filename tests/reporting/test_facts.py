"""What heads and signs a review, as guessed from the organisation."""

from neuguong.organisations.models import Kind, Organisation
from neuguong.reporting.facts import facts_of, guessed
from neuguong.reporting.models import Review

BLOC = Organisation(name="Đảng bộ Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái", kind=Kind.BLOC, code="DUK")
BASE = Organisation(name="Đảng bộ Sở Y tế", kind=Kind.BASE_COMMITTEE, code="YTE", parent=BLOC)
CELL = Organisation(name="Chi bộ Chi cục Dân số", kind=Kind.CELL, code="DSO", parent=BASE)


def test_a_bloc_at_the_top_reports_to_the_province() -> None:
    facts = guessed(BLOC)
    assert (facts.higher, facts.place, facts.issuer_code) == ("Tỉnh ủy Yên Bái", "Yên Bái", "ĐUK")
    assert facts.issuer.replace("\n", " ") == "Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái"
    assert facts.authority == "T/M Ban Thường vụ"
    assert facts.kept == "Văn phòng Đảng ủy"


def test_a_committee_reports_to_the_one_above() -> None:
    facts = guessed(BASE)
    assert facts.higher.replace("\n", " ") == "Đảng ủy Khối Cơ quan và Doanh nghiệp tỉnh Yên Bái"
    assert (facts.issuer, facts.issuer_code, facts.place) == ("Đảng ủy Sở Y tế", "ĐU", "Yên Bái")


def test_a_cell_has_no_standing_committee() -> None:
    facts = guessed(CELL)
    assert (facts.issuer, facts.issuer_code, facts.authority) == ("Chi bộ Chi cục Dân số", "CB", "T/M Chi bộ")
    assert facts.higher == "Đảng ủy Sở Y tế"


def test_a_province_reports_to_the_centre() -> None:
    province = Organisation(name="Đảng bộ tỉnh Yên Bái", kind=Kind.PROVINCE, code="TU")
    facts = guessed(province)
    assert (facts.higher, facts.issuer, facts.issuer_code) == ("Ban Chấp hành Trung ương", "Đảng ủy tỉnh Yên Bái", "TU")


def test_a_place_of_several_words_is_read() -> None:
    city = Organisation(name="Đảng bộ Khối các cơ quan thành phố Hồ Chí Minh", kind=Kind.BLOC)
    assert guessed(city).place == "Hồ Chí Minh"
    assert guessed(Organisation(name="Đảng bộ Khối", kind=Kind.BLOC)).place == ""


def test_what_an_officer_set_prevails_and_what_is_empty_is_guessed() -> None:
    review = Review(organisation=BLOC, facts={"signer": "Hoàng Thị Lan", "number": 15, "place": "", "recipients": []})
    facts = facts_of(review)
    assert (facts.signer, facts.number, facts.place) == ("Hoàng Thị Lan", 15, "Yên Bái")
    assert facts.recipients == guessed(BLOC).recipients
