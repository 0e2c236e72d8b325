"""The words of a list of findings, by which packets are written and files of findings are read."""

from rkci.intake.layout import Label

FINDING_SHEET = "Temuan"

FINDING = {
    "city": Label("Kota", "city"),
    "indicator": Label("Indikator", "indicator"),
    "claimed": Label("Diakui", "claimed"),
    "observed": Label("Diamati", "observed"),
    "adjusted": Label("Disesuaikan", "adjusted"),
    "reason": Label("Alasan", "reason"),
    "evidence": Label("Bukti", "evidence"),
    "assessor": Label("Asesor", "assessor"),
    "reviewer": Label("Penelaah kedua", "reviewer"),
    "visited_on": Label("Tanggal kunjungan", "visited_on"),
    "origin": Label("Asal data", "origin"),
}
"""Headings of a finding, by key; `origin` is left out or blank in what is not simulated."""

SHOWN = {
    "name": Label("Nama indikator", "Name of the indicator"),
    "unit": Label("Satuan", "Unit"),
    "why": Label("Mengapa diperiksa", "Why it is verified"),
}
"""Headings that only tell the team something, by key."""
