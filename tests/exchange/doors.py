"""The doors by which a value enters the registry.

A door takes a stored, sound thing and one value for one of its fields, written as a fixture
writes it. It returns the sentences with which the value was refused, or none; it raises
``NoWay`` where the value cannot be brought to it.
"""

from tests.exchange.doors_of_files import Import, LoadData, Sheet
from tests.exchange.doors_of_forms import EvidenceOfARow, OwnPage, RowOfItsRecord

DOORS = (OwnPage, RowOfItsRecord, EvidenceOfARow, Import, Sheet, LoadData)
