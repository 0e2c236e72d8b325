"""The words by which a workbook is written and found again: sheet names, identity labels, column headers.

A label stands in a cell as `<Indonesian> / <English>`. Readers look for either half anywhere, so that a moved
column or row, or a workbook in one language only, is read all the same.
"""

from dataclasses import dataclass

INSTRUCTION_SHEET = "Petunjuk"
IDENTITY_SHEET = "Identitas"
INNOVATION_SHEET = "Inovasi"
MATURITY_SHEET = "Tingkat kematangan"
REFERENCE_SHEETS = (INSTRUCTION_SHEET, MATURITY_SHEET)
"""Sheets that only tell something: nothing on them is read."""
SIMULATED = "SIMULASI / SIMULATED"
"""Origin marker of a simulated workbook; a real one leaves the origin blank."""


@dataclass(frozen=True)
class Label:
    """A text of the workbook in both languages."""

    indonesian: str
    english: str

    def __str__(self) -> str:
        return f"{self.indonesian} / {self.english}"


IDENTITY = {
    "city_code": Label("Kode kota (BPS)", "City code (BPS)"),
    "city_name": Label("Nama kota", "City name"),
    "province": Label("Provinsi", "Province"),
    "cycle": Label("Siklus", "Cycle"),
    "framework_id": Label("Kerangka", "Framework"),
    "framework_hash": Label("Sidik kerangka", "Framework hash"),
    "seal": Label("Segel", "Seal"),
    "origin": Label("Asal data", "Origin of the data"),
    "officer": Label("Petugas pengisi", "Officer"),
    "agency": Label("Perangkat daerah", "Agency"),
    "contact": Label("Surel atau telepon", "E-mail or telephone"),
    "sign_off": Label("Disahkan oleh, tanggal", "Signed off by, date"),
}
"""Labels of the sheet Identitas, by key; the value stands in the next filled cell to the right."""

OFFICER_KEYS = ("officer", "agency", "contact", "sign_off")
"""What the officer fills in on the sheet Identitas."""

COLUMNS = {
    "code": Label("Kode", "Code"),
    "name": Label("Indikator", "Indicator"),
    "definition": Label("Definisi", "Definition"),
    "unit": Label("Satuan", "Unit"),
    "value": Label("Jawaban", "Answer"),
    "last": Label("Siklus lalu", "Last cycle"),
    "year": Label("Tahun data", "Year"),
    "agency": Label("Sumber data", "Source agency"),
    "evidence": Label("Bukti", "Evidence"),
    "note": Label("Catatan", "Note"),
}
"""Headers of an indicator sheet, by key, in the order in which they are written."""

REQUIRED_COLUMNS = ("code", "value")
"""A row that holds at least these headers is the header row of questions."""

INNOVATION_COLUMNS = {
    "name": Label("Nama inovasi", "Innovation"),
    "domain": Label("Bidang", "Domain"),
    "what": Label("Yang dilakukan", "What it does"),
    "since": Label("Sejak tahun", "Since"),
    "users": Label("Pengguna", "Users"),
    "evidence": Label("Bukti", "Evidence"),
}
"""Headers of the list of innovations, by key, in the order in which they are written."""

REQUIRED_INNOVATION_COLUMNS = ("name", "domain")
"""A row that holds at least these headers is the header row of innovations."""


def key_of(text: str, labels: dict[str, Label]) -> str | None:
    """Key of the label that `text` is, in either language, whatever its case and spacing; None if it is not one."""
    parts = {" ".join(part.split()).casefold() for part in text.replace("\n", "/").split("/")}
    for key, label in labels.items():
        if label.indonesian.casefold() in parts or label.english.casefold() in parts:
            return key
    return None


def find_header(texts: list[str]) -> dict[str, int] | None:
    """Column number (from 0) of each header of questions in a row, or None if it is no such header row."""
    return _places(texts, COLUMNS, REQUIRED_COLUMNS)


def find_innovation_header(texts: list[str]) -> dict[str, int] | None:
    """Column number (from 0) of each header of innovations in a row, or None if it is no such header row."""
    return _places(texts, INNOVATION_COLUMNS, REQUIRED_INNOVATION_COLUMNS)


def _places(texts: list[str], labels: dict[str, Label], required: tuple[str, ...]) -> dict[str, int] | None:
    found: dict[str, int] = {}
    for column, text in enumerate(texts):
        key = key_of(text, labels)
        if key is not None:
            found.setdefault(key, column)
    return found if all(key in found for key in required) else None


def cell(row: int, column: int) -> str:
    """Name of a cell as Excel shows it, from its row and column counted from 0, for example E12."""
    letters = ""
    column += 1
    while column:
        column, digit = divmod(column - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{letters}{row + 1}"
