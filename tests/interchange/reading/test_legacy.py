"""Old encodings are read where they are, and nothing else is touched."""

import subprocess
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neuguong.interchange.reading.charts import TCVN3, VNI
from neuguong.interchange.reading.legacy import Encoding, RowDecoder, decode
from neuguong.interchange.reading.syllables import is_syllable

SMALL = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
TO_TCVN3 = {letter: code for code, letter in TCVN3.items()}
TO_TCVN3 |= {letter.upper(): TO_TCVN3.get(letter.upper(), TO_TCVN3[letter]) for letter in SMALL}
TO_VNI = {letter: code for code, letter in VNI.items()}
OLD = {Encoding.TCVN3: TO_TCVN3, Encoding.VNI: TO_VNI}

FAMILY = ["Nguyễn", "Trần", "Lê", "Hoàng", "Vi", "Nông", "Lương", "Đặng", "Bùi", "Lò", "Giàng", "Vàng", "Sùng", "Lý"]
MIDDLE = ["Văn", "Thị", "Đức", "Hữu", "Thanh", "Ngọc", "Quốc", "Mỹ", "A", "Thúy", "Việt", "Khắc", "Duy", "Bích"]
GIVEN = ["Hùng", "Lan", "Tuấn", "Hạnh", "Dũng", "Phượng", "Quỳnh", "Páo", "Thủy", "Yến", "Đông", "Huệ", "Kỳ", "Tú"]
PHRASES = [
    "Đảng bộ cơ sở", "Đảng ủy Ban Quản lý Khu kinh tế cửa khẩu", "Hoàn thành xuất sắc nhiệm vụ", "Mã tổ chức",
    "Chức vụ chính quyền", "Ngày đăng ký", "Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh",
    "Trụ sở: số 12, đường Hùng Vương", "Đoàn thể; Công đoàn; Hội Cựu chiến binh", "Mô hình “Dân vận khéo”",
]  # fmt: skip
names = st.builds(lambda *parts: " ".join(parts), *map(st.sampled_from, (FAMILY, MIDDLE, GIVEN)))


def typed(text: str, encoding: Encoding) -> str:
    return "".join(OLD[encoding].get(char, char) for char in text)


def test_the_charts_hold_every_letter() -> None:
    assert len(set(SMALL)) == 67
    assert set(SMALL) <= set(TCVN3.values())
    assert set(SMALL + SMALL.upper()) <= set(VNI.values())


def iconv(content: bytes) -> str | None:
    """Return the letters that the C library sees in TCVN 5712, or None where it doesn't know the standard."""
    try:
        ran = subprocess.run(
            ["iconv", "-f", "TCVN5712-1", "-t", "UTF-8"], input=content, capture_output=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return None
    return unicodedata.normalize("NFC", ran.stdout.decode())


@pytest.mark.skipif(iconv(b"a") is None, reason="this C library doesn't know TCVN 5712")
def test_the_chart_of_tcvn3_is_that_of_the_c_library() -> None:
    assert iconv("\n".join(TCVN3).encode("latin-1")) == "\n".join(TCVN3.values())


@pytest.mark.parametrize("encoding", list(OLD))
@pytest.mark.parametrize("letter", SMALL)
def test_every_letter_in_both_cases(letter: str, encoding: Encoding) -> None:
    """Each letter stands among words that show the encoding, as it does in a cell."""
    syllables = (before + letter + after for before in ("h", "đ", "th", "") for after in ("", "i", "n", "nh", "t", "u"))
    syllable = next(word for word in syllables if is_syllable(word))
    for text in (f"Đảng bộ {syllable}", f"ĐẢNG BỘ {syllable.upper()}"):
        assert decode(typed(text, encoding)) == (text, encoding)


@pytest.mark.parametrize("encoding", list(OLD))
@pytest.mark.parametrize("text", PHRASES)
def test_phrases(text: str, encoding: Encoding) -> None:
    assert decode(typed(text, encoding)) == (text, encoding)
    assert decode(typed(text, encoding).upper() if encoding is Encoding.VNI else typed(text.upper(), encoding)) == (
        text.upper(),
        encoding,
    )


@given(names, st.sampled_from(list(OLD)))
def test_names(name: str, encoding: Encoding) -> None:
    decoded, found = decode(typed(name, encoding), lean=encoding)
    assert decoded == name
    assert found is (None if name.isascii() else encoding)


@given(names, st.sampled_from(list(OLD)))
def test_names_alone_are_read_or_left(name: str, encoding: Encoding) -> None:
    old = typed(name, encoding)
    assert decode(old) in ((name, encoding), (old, None))


@given(st.one_of(names, st.sampled_from(PHRASES)))
def test_good_text_stays(text: str) -> None:
    assert decode(text) == (text, None)
    for lean in OLD:
        assert decode(f"{text} ở Đảng bộ", lean) == (f"{text} ở Đảng bộ", None)


@given(st.one_of(names, st.sampled_from(PHRASES)))
def test_loose_marks_are_composed(text: str) -> None:
    loose = unicodedata.normalize("NFD", text)
    assert decode(loose) == (text, None if loose == text else Encoding.DECOMPOSED)


@given(st.text(st.characters(max_codepoint=127)))
def test_ascii_stays(text: str) -> None:
    assert decode(text, Encoding.TCVN3) == (text, None)


@given(st.text())
def test_nothing_is_ever_worse_than_composed(text: str) -> None:
    decoded, encoding = decode(text)
    if encoding is None:
        assert decoded == unicodedata.normalize("NFC", text)


OTHERS = (
    "café résumé Müller École naïve Noël été déjà pâté thé tôt où crêpe fête España niño año Köln señor µm François "
    "Citroën Zoë Straße São Ångström Malmö Håkan Beyoncé Pokémon über Élysée façade cliché Régis côté forêt hôtel île "
    "maïs Château Côte Vinamilk® N°5 m² 10°C ½ 2×3 A·B © ® « »"
)


@pytest.mark.parametrize(
    "text", [*OTHERS.split(" "), "5 µm", "à la carte", "Hà Nội", "«Nam»", "§ 5", "Bình Hòa", "Chi bé", "Vò"]
)
def test_other_words_stay(text: str) -> None:
    assert decode(text) == (text, None)


def test_words_in_a_capital_font_get_their_capitals() -> None:
    assert decode("§¶ng bé TØNH L¹ng S¬n") == ("Đảng bộ TỈNH Lạng Sơn", Encoding.TCVN3)
    assert decode("B¸O C¸O S¬ KÕT") == ("BÁO CÁO SƠ KẾT", Encoding.TCVN3)
    assert decode("Lª A") == ("Lê A", Encoding.TCVN3)


def test_a_doubtful_cell_follows_its_row() -> None:
    cells, before = RowDecoder().decode(["007", "Vò V¨n Tó", "Chi bé", 7, None])
    assert cells == ["007", "Vũ Văn Tú", "Chi bộ", 7, None]
    assert before == {1: "Vò V¨n Tó", 2: "Chi bé"}
    assert RowDecoder().decode(["008", "Lê Thị Bé", "Chi bé"]) == (["008", "Lê Thị Bé", "Chi bé"], {})
    assert RowDecoder().decode(["009", "Chi bé"]) == (["009", "Chi bé"], {})


def test_a_doubtful_row_follows_its_sheet_once_that_is_sure() -> None:
    decoder = RowDecoder()
    assert decoder.decode(["1", "Chi bé"]).cells == ["1", "Chi bé"]
    for _ in range(3):
        decoder.decode(["M· ng­êi", "Hä vµ tªn"])
    assert decoder.decode(["2", "Chi bé"]).cells == ["2", "Chi bộ"]
    decoder.decode(["3", "Nguyễn Thị Bé"])
    assert decoder.decode(["4", "Chi bé"]).cells == ["4", "Chi bé"]


@given(st.lists(st.tuples(names, names, st.sampled_from([*OLD, None])), min_size=1, max_size=8))
def test_a_file_of_mixed_encodings(rows: list[tuple[str, str, Encoding | None]]) -> None:
    """Each row is typed by someone else; a phrase in it shows how."""
    decoder = RowDecoder()
    for first, second, encoding in rows:
        right = [first, second, "Đảng bộ cơ sở"]
        old = [typed(text, encoding) if encoding else text for text in right]
        assert decoder.decode(old).cells == right


SYLLABLES = "Nguyễn quốc quỳnh giữ gì nghĩa khuya xoong Đắk Ý yêu uống quý thuở"
NO_SYLLABLES = "tôt cafe quụ kăn ngha bcd hàá"


def test_syllables() -> None:
    assert all(map(is_syllable, SYLLABLES.split(" ")))
    assert not any(map(is_syllable, ["", *NO_SYLLABLES.split(" ")]))
