"""No address of a list, however strange, is answered by an error."""

from urllib.parse import quote, urlencode

import pytest

from tests import factories

pytestmark = pytest.mark.django_db

LISTS = ("/agreements/", "/provisions/", "/sources/", "/countries/")

STRANGE = {
    "a NUL": "q=%00&country=%00&topic=%00",
    "50,000 characters": f"q={'film+' * 10_000}",
    "a lone surrogate": "q=%ED%A0%80&party=%ED%A0%80&provision=%ED%A0%80",
    "bytes that are no text": "q=%FF%FE&country=%FF",
    "a provision of colons": f"provision={quote(':' * 90)}",
    "a long value": f"country={'K' * 3_000}",
    "a date of nowhere": "signed_from=99999&held_to=-1&in_force_on=0000",
    "the last of all years": "signed_to=9999&in_force_on=9999-12-31",
    "the first of all years": "signed_from=0001&in_force_on=0001-01-01",
    "many values": urlencode([("country", f"X{number}") for number in range(150)]),
    "many parameters": urlencode([(f"p{number}", 1) for number in range(5_000)]),
    "no facet": "more=%00&more=nothing&more=country",
    "no order": "sort=relevance",
    **{f"page {page}": f"page={page}" for page in ("0", "-1", "1e9", "9" * 400, "٢", "last", "")},
}


@pytest.mark.parametrize("name", STRANGE)
def test_an_address_with(client, name):
    factories.agreement()

    for address in LISTS:
        response = client.get(f"{address}?{STRANGE[name]}")

        assert response.status_code in (200, 400, 404, 414), (address, response.status_code)
        assert response.content
