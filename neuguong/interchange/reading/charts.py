"""Code charts of the two Vietnamese encodings before Unicode, as Windows-1252 shows them.

TCVN3: TCVN 5712:1993, third set (VN3), the one of the .Vn fonts ("ABC"); accented capitals have no codes of
their own and are the small letters in a capital font (.VnTimeH). VNI: VNI-Windows, a letter and then a sign of
its mark, or one code where the mark fits on no letter.
"""

_TCVN3_SMALL = (
    "àµ ả¶ ã· á¸ ạ¹ ă¨ ằ» ẳ¼ ẵ½ ắ¾ ặÆ â© ầÇ ẩÈ ẫÉ ấÊ ậË đ® èÌ ẻÎ ẽÏ éÐ ẹÑ êª ềÒ ểÓ ễÔ ếÕ ệÖ ì× ỉØ ĩÜ íÝ ịÞ "
    "òß ỏá õâ óã ọä ô« ồå ổæ ỗç ốè ộé ơ¬ ờê ởë ỡì ớí ợî ùï ủñ ũò úó ụô ư\xad ừõ ửö ữ÷ ứø ựù ỳú ỷû ỹü ýý ỵþ"
)
_TCVN3_CAPITAL = "Ă¡ Â¢ Ê£ Ô¤ Ơ¥ Ư¦ Đ§"
TCVN3 = {pair[1]: pair[0] for pair in f"{_TCVN3_SMALL} {_TCVN3_CAPITAL}".split(" ")}
"""Code → letter; a small letter may stand for a capital."""

# For each base letter: the letters it makes, and the sign that follows it for each of them.
_VNI_TONES = "ùøûõï"
_VNI_ROUND = ("âáàåãä", "êéèúüë")
_VNI_PAIRS = {
    "a": ("áàảãạ" + "âấầẩẫậ" + "ăắằẳẵặ", _VNI_TONES + _VNI_ROUND[0] + _VNI_ROUND[1]),
    "e": ("éèẻẽẹ" + "êếềểễệ", _VNI_TONES + _VNI_ROUND[0]),
    "o": ("óòỏõọ" + "ôốồổỗộ", _VNI_TONES + _VNI_ROUND[0]),
    "u": ("úùủũụ", _VNI_TONES),
    "y": ("ýỳỷỹ", _VNI_TONES[:4]),
    "ô": ("ớờởỡợ", _VNI_TONES),
    "ö": ("ứừửữự", _VNI_TONES),
}
_VNI_SINGLE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ô": "ơ", "ö": "ư", "ñ": "đ"}


def _vni() -> dict[str, str]:
    small = dict(_VNI_SINGLE)
    for base, (letters, signs) in _VNI_PAIRS.items():
        small |= {base + sign: letter for letter, sign in zip(letters, signs, strict=True)}
    capital = {code.upper(): letter.upper() for code, letter in small.items()}
    # "Öù" is written for "Ứ" in titles: a capital with the small sign of the tone.
    mixed = {code[0].upper() + code[1:]: letter.upper() for code, letter in small.items() if len(code) == 2}
    return small | mixed | capital


VNI = _vni()
"""One or two codes → letter."""
