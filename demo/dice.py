"""Chance with a fixed seed: every concept has its own stream, so that changing one leaves the others."""

import random
from collections.abc import Sequence
from typing import TypeVar

SEED = "neu-guong-2023"

T = TypeVar("T")


class Dice:
    """Random choices made only of `random()`, the one method whose stream Python promises to keep."""

    def __init__(self, stream: str) -> None:
        """Begin the stream of one concept."""
        self._random = random.Random(f"{SEED}:{stream}").random  # noqa: S311

    def chance(self, probability: float) -> bool:
        """Return True with the probability given, 0 to 1."""
        return self._random() < probability

    def between(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self._random() * (high - low + 1))

    def near(self, low: int, high: int) -> int:
        """Return a whole number from low to high, the middle more often than the ends."""
        return round(low + (self._random() + self._random()) / 2 * (high - low))

    def pick(self, items: Sequence[T]) -> T:
        """Return one of the items."""
        return items[int(self._random() * len(items))]

    def weighted(self, items: Sequence[tuple[T, float]]) -> T:
        """Return one of the items, each as often as its weight says."""
        point = self._random() * sum(weight for _, weight in items)
        for item, weight in items:
            point -= weight
            if point < 0:
                return item
        return items[-1][0]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return the items in another order."""
        mixed = list(items)
        for place in range(len(mixed) - 1, 0, -1):
            other = int(self._random() * (place + 1))
            mixed[place], mixed[other] = mixed[other], mixed[place]
        return mixed

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """Return `count` different items; all of them where there are fewer."""
        return self.shuffled(items)[:count]
