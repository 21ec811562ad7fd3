"""Models: registered, measured before and after, recognised, taken up by others."""

import tomllib
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from demo.bloc import AHEAD, BEHIND, LAST_DAY
from demo.days import workday_after, workday_between
from demo.dice import Dice
from demo.measures import Measure, measure
from demo.organisations import Base
from demo.people import share_out
from demo.sheets import Row
from demo.texts.sector import Model, columns, read_model, sector_of
from demo.world import World

SOURCE = Path(__file__).parent / "texts" / "shared_models.toml"
SHARED = tuple(read_model(cells) for cells in columns(tomllib.loads(SOURCE.read_text(encoding="utf-8"))["models"]))
# How many were registered when: 324 until 30/6/2023, and some after.
SPANS = (
    (date(2021, 5, 24), date(2021, 12, 24), 112),
    (date(2022, 1, 12), date(2022, 12, 23), 128),
    (date(2023, 1, 10), date(2023, 6, 28), 84),
    (date(2023, 7, 5), date(2023, 12, 22), 41),
    (date(2024, 1, 8), date(2024, 2, 2), 4),
)
AT_PROVINCE, AT_BLOC, UNTIL_REVIEW = 26, 92, 324
FAMILY = 7


@dataclass
class Registered:
    """One registered model."""

    code: str
    base: Base
    owner: str
    model: Model
    day: date
    holder: str
    name: str
    origin: "Registered | None" = None
    level: str = "Cơ sở"
    recognised: date | None = None
    measure: Measure = field(default_factory=Measure)
    adoptions: int = 0


class Register:
    """Hands out models in the order of their dates; no two originals are alike."""

    def __init__(self, dice: Dice) -> None:
        """Begin with an empty register."""
        self.dice = dice
        self.found: list[Registered] = []
        self.taken: set[str] = set()

    def register(self, base: Base, day: date) -> None:
        """Add a model of an organisation: taken up from another one, or its own."""
        origins = self.origins(base, day)
        fresh = self.fresh(base)
        adopts = bool(origins) and (not fresh or self.dice.chance(0.17))
        origin = self.dice.weighted([(item, 1.0 + 2 * item.adoptions) for item in origins]) if adopts else None
        if origin:
            origin.adoptions += 1
        model = origin.model if origin else self.dice.pick(fresh)
        code = f"MH{day.year}-{sum(item.day.year == day.year for item in self.found) + 1:03d}"
        owner = self.owner(base)
        holder = "Cá nhân" if not origin and self.dice.chance(0.17) else "Tập thể"
        self.taken.add(model.name)
        self.found.append(Registered(code, base, owner, model, day, holder, model.name, origin))

    def owner(self, base: Base) -> str:
        """Return who registers: mostly the organisation, else one of its cells."""
        if base.has_cells and self.dice.chance(0.3):
            return self.dice.pick([unit.cell for unit in base.units if unit.since is None])
        return base.code

    def origins(self, base: Base, day: date) -> list[Registered]:
        """Return the models of others that an organisation could take up by a day; a family stays small."""
        own = {item.model.name for item in self.found if item.base.code == base.code}
        fitting = {model.name for model in (*SHARED, *sector_of(base.sector, base.code).models)}
        uses = Counter(item.model.name for item in self.found)
        return [
            item
            for item in self.found
            if item.day < day - timedelta(days=75)
            and item.model.name in fitting - own
            and uses[item.model.name] < FAMILY
        ]

    def fresh(self, base: Base) -> list[Model]:
        """Return the models that nobody has registered and that fit: of its own field first."""
        own = [item for item in sector_of(base.sector, base.code).models if item.name not in self.taken]
        shared = [item for item in SHARED if item.name not in self.taken]
        return own if own and (self.dice.chance(0.9) or not shared) else shared


def dates_and_bases(world: World, dice: Dice) -> list[tuple[date, Base]]:
    """Return when models were registered and by whom, in the order of dates; larger organisations more often."""
    days = [workday_between(dice, first, last) for first, last, count in SPANS for _ in range(count)]
    weights = [int(base.size**0.5 * 10) + (40 if base.code in AHEAD else 0) for base in world.bases]
    quotas = share_out(len(days) - 2 * len(weights), weights)
    bases = [base for base, quota in zip(world.bases, quotas, strict=True) for _ in range(quota + 2)]
    return list(zip(sorted(days), dice.shuffled(bases), strict=True))


def give_levels(dice: Dice, found: list[Registered]) -> None:
    """Register some models at a higher level, in place: 26 at the province's until 30/6/2023."""
    early = [item for item in found[:UNTIL_REVIEW] if item.base.code not in BEHIND and not item.origin]
    good = sorted(early, key=lambda item: (item.base.code not in AHEAD, -item.adoptions))
    for item in good[:AT_PROVINCE]:
        item.level = "Tỉnh"
    rest = [item for item in found if item.level == "Cơ sở" and item.base.code not in BEHIND]
    for item in dice.sample(rest, AT_BLOC):
        item.level = "Cấp trên"


def give_results(dice: Dice, found: list[Registered]) -> None:
    """Measure the models and recognise the better ones, in place."""
    for item in found:
        wanted = 0.86 if item.level == "Tỉnh" or item.adoptions else 0.4
        if item.day < date(2023, 5, 1) and dice.chance(wanted):
            day = workday_after(dice, item.day, 190, 330)
            item.recognised = day if day <= LAST_DAY else None
        item.measure = measure(dice, item.model, item.day, done=item.recognised is not None)


def register_models(world: World) -> list[Registered]:
    """Return all models in the order in which they were registered."""
    dice = Dice("models")
    register = Register(dice)
    for day, base in dates_and_bases(world, dice):
        register.register(base, day)
    give_levels(dice, register.found)
    give_results(dice, register.found)
    return register.found


def model_rows(found: list[Registered]) -> list[Row]:
    """Return the rows of the sheet Mô hình."""
    return [
        {
            "Mã mô hình": item.code,
            "Mã tổ chức": item.owner,
            "Tên mô hình": item.name,
            "Ngày đăng ký": item.day,
            "Chủ thể": item.holder,
            "Cấp đăng ký": item.level,
            "Lĩnh vực": item.model.field,
            "Hiện trạng": item.measure.before,
            "Mục tiêu": item.measure.goal,
            "Đơn vị tính": item.model.unit,
            "Kết quả": item.measure.result,
            "Ngày công nhận": item.recognised,
            "Nhân rộng từ": item.origin.code if item.origin else "",
        }
        for item in found
    ]
