"""What a file of assessments holds: one row per level that an assessor gives to an answer of a city.

CSV or XLSX, also what `rkci assessors --templates` hands out.
"""

from rkci.intake import lists
from rkci.intake.layout import Label
from rkci.intake.lists import Form, ListRow

COLUMNS = {
    "cycle": Label("Siklus", "cycle"),
    "city_code": Label("Kode kota", "city_code"),
    "indicator_code": Label("Kode indikator", "indicator_code"),
    "assessor": Label("Asesor", "assessor"),
    "level": Label("Tingkat", "level"),
    "reason": Label("Alasan", "reason"),
    "evidence_seen": Label("Bukti yang dilihat", "evidence_seen"),
    "read_at": Label("Waktu membaca", "read_at"),
    "origin": Label("Asal data", "origin"),
}
"""Headings by key; `origin` is left out or blank in what is not simulated."""

FORM = Form(
    dataset="assessments",
    columns=COLUMNS,
    required=("cycle", "city_code", "indicator_code", "assessor", "level"),
    cell_of="level",
    handed_out=("cycle", "city_code", "indicator_code", "assessor"),
    written=("level", "reason", "evidence_seen", "read_at"),
)


def read(content: bytes, file_name: str) -> tuple[list[ListRow], int]:
    """The filled rows of a file of assessments, and how many an independent reader counts; see lists.read."""
    return lists.read(FORM, content, file_name)
