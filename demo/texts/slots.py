"""Fills the slots of a text, `{x}` a place, the rest numbers (see `fill`)."""

from demo.dice import Dice

PLACES = (
    "Nậm Có", "Chế Tạo", "Púng Luông", "Hồng Ca", "Tà Xi Láng", "Làng Nhì", "Xà Hồ", "Sùng Đô", "Nậm Mười",
    "Suối Bu", "Cát Thịnh", "Phình Hồ", "Túc Đán", "Bản Mù", "Pá Hu", "An Lương", "Suối Giàng", "Gia Hội",
    "Phong Dụ Thượng", "Mỏ Vàng", "Nà Hẩu", "Khánh Thiện", "Lâm Thượng", "Tân Phượng", "Xuân Long", "Cảm Nhân",
)  # fmt: skip


def fill(dice: Dice, text: str) -> str:
    """Return the text with its slots filled."""
    if "{" not in text:
        return text
    low = dice.between(38, 78)
    return text.format(
        a=low,
        b=dice.between(low + 9, 98),
        n=dice.between(2, 9),
        m=dice.between(12, 48),
        k=dice.between(11, 98) * 10,
        p=dice.between(8, 35),
        t=dice.between(3, 38) * 10,
        x=dice.pick(PLACES),
    )
