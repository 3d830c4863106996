"""Reads a list as data the way its reader does: with csv, openpyxl, json, an XML parser."""

import csv
import io
import json
from xml.etree import ElementTree

import openpyxl

ATOM = "{http://www.w3.org/2005/Atom}"


def body(response, status: int = 200) -> bytes:
    assert response.status_code == status, response.status_code
    return b"".join(response) if response.streaming else response.content


def rows(response) -> list[dict[str, str]]:
    """The rows of a CSV file, by its headings."""
    text = body(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def row(client, address: str) -> dict[str, str]:
    """The only row of a CSV file."""
    (found,) = rows(client.get(address))
    return found


def told(response, status: int = 200) -> dict:
    return json.loads(body(response, status))


def record(client, address: str) -> dict:
    """The only record of a JSON file."""
    (found,) = told(client.get(address))["records"]
    return found


def workbook(response) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(body(response)))


def sheet_rows(response) -> list[dict]:
    """The rows of a workbook's first sheet, by its headings."""
    headings, *found = workbook(response).worksheets[0].iter_rows(values_only=True)
    return [dict(zip(headings, one, strict=True)) for one in found]


def feed(response) -> ElementTree.Element:
    return ElementTree.fromstring(body(response))


def entries(response) -> list[ElementTree.Element]:
    return feed(response).findall(f"{ATOM}entry")


def titles(response) -> list[str]:
    return [one.findtext(f"{ATOM}title") for one in entries(response)]


def links(of: ElementTree.Element) -> dict[str, str]:
    """Where the links of a feed or an entry lead, by their relation."""
    return {one.get("rel"): one.get("href") for one in of.findall(f"{ATOM}link")}
