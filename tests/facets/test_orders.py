"""An order that is brought on a step at a time, though its neighbours are read as of later."""

from random import Random

import pytest
from pyroaring import BitMap

from coop.facets import orders
from coop.facets.orders import Counted, Order


class Rows:
    """Rows with a number each; ``read`` gives their keys as they are at this moment."""

    def __init__(self, lot: Random):
        self.lot = lot
        self.numbers = {pk: lot.randint(0, 999) for pk in range(1, 61)}

    def read(self, ids):
        wanted = self.numbers if ids is None else ids
        return [(self.numbers[pk], pk) for pk in wanted if pk in self.numbers]

    def change(self) -> BitMap:
        """Move, add or take away a few rows; return which."""
        changed = BitMap()
        for _each in range(self.lot.randint(1, 4)):
            pk = self.lot.randint(1, 90)
            if pk in self.numbers and self.lot.random() < 0.3:
                del self.numbers[pk]
            else:
                self.numbers[pk] = self.lot.randint(0, 999)
            changed.add(pk)
        return changed


def sequence(order: Order) -> list[int]:
    return [record for leaf in order.leaves for record in leaf.records]


@pytest.fixture(autouse=True)
def _small_leaves(monkeypatch):
    monkeypatch.setattr(orders, "LEAF", 4)


@pytest.mark.parametrize("seed", range(40))
class TestAnOrder:
    def test_is_right_when_it_has_heard_of_every_change(self, seed):
        rows = Rows(Random(seed))
        order = Order.of(rows.read(None), rows.read)

        for _round in range(8):
            waiting = [rows.change() for _each in range(3)]
            for changed in waiting:
                order = order.changed(changed, rows.read(list(changed)), rows.read)

            assert sequence(order) == [pk for _number, pk in sorted(rows.read(None))]

    def test_that_is_counted_asks_for_no_number_of_a_neighbour(self, seed):
        lot = Random(seed)
        numbers = {pk: lot.randint(0, 9) for pk in range(1, 61)}
        counted: list[int] = []

        def count(ids):
            counted.extend(ids or ())
            return {pk: numbers[pk] for pk in (numbers if ids is None else ids)}

        def names(ids):
            return [(pk,) for pk in (numbers if ids is None else ids)]

        read = Counted(count, names)
        order = Order.of(read(None), read)

        for _round in range(8):
            changed = BitMap(lot.sample(range(1, 61), 2))
            numbers.update({pk: lot.randint(0, 9) for pk in changed})
            counted.clear()
            order = order.changed(changed, read(list(changed)), read)

            assert counted == list(changed)
            assert sequence(order) == sorted(numbers, key=lambda pk: (-numbers[pk], pk))
            assert order.numbers == numbers
            assert order.total == sum(numbers.values())
