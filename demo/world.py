"""All organisations and people together, with what the registers ask of them."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from demo.bloc import AHEAD, BEHIND
from demo.cast import number_people, place_cast
from demo.changes import add_changes
from demo.dice import Dice
from demo.organisations import Base, Tree, build_tree
from demo.people import Person, build_people
from demo.posts import give_posts


@dataclass
class World:
    """The tree and everyone of all years."""

    tree: Tree
    people: list[Person]
    _pace: dict[str, float] = field(default_factory=dict)

    @property
    def bases(self) -> tuple[Base, ...]:
        """The grassroots organisations."""
        return self.tree.bases

    @cached_property
    def by_base(self) -> dict[str, list[Person]]:
        """People of each grassroots organisation by its code."""
        found: dict[str, list[Person]] = defaultdict(list)
        for person in self.people:
            found[person.base.code].append(person)
        return found

    @cached_property
    def leaders(self) -> list[Person]:
        """Who leads the grassroots organisations, and their deputies."""
        return [person for person in self.people if person.rank == 3 or person.party_post.startswith("Phó Bí thư Đ")]

    def present(self, base: Base, day: date) -> list[Person]:
        """Return who belongs to a grassroots organisation on a day."""
        return [person for person in self.by_base[base.code] if person.belongs(day)]

    def delay(self, base: Base) -> float:
        """Return how much an organisation tends to run late, 0 to 1."""
        if base.code in BEHIND:
            return BEHIND[base.code]
        if base.code in AHEAD:
            return 0.0
        if base.code not in self._pace:
            self._pace[base.code] = Dice(f"pace {base.code}").between(4, 28) / 100
        return self._pace[base.code]


def build_world() -> World:
    """Return the world of the demonstration."""
    tree = build_tree()
    people = build_people(tree)
    give_posts(people)
    place_cast(people)
    everyone = add_changes(people)
    number_people(everyone)
    return World(tree, everyone)
