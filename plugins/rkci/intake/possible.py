"""What a city may still do on the day on which its feedback is written, in words; and nothing else is told to do."""

from typing import Any

from rkci.intake import tickets
from rkci.intake.layout import Label

Row = dict[str, Any]

UNANSWERED = Label("Tidak dijawab sampai batas waktu.", "Not answered by the deadline.")
OVER = Label("Ini tidak dapat diubah lagi.", "This can no longer be changed.")
ANSWER_ALONE = Label(
    "Jawaban tidak dapat diubah lagi; tiketnya masih dapat dijawab.",
    "The answer can no longer be changed; its ticket can still be answered.",
)


def todo(city: Row) -> tuple[str, str]:
    """What to do, in Indonesian and in English: send a file, fix what has a ticket, answer tickets, or nothing."""
    file = tickets.file_name(city["city_code"])
    if until := city["revise_until_text"]:
        return (
            f"Perbaiki sel merah, periksa sel kuning, lalu kirim buku kerja sebagai berkas baru sebelum {until}. Bila "
            f"jawaban sudah benar, tulis 'benar' dan alasannya di {file} lalu kirim lewat folder kota Anda.",
            f"Fix the red cells, check the amber ones, and send the workbook as a new file before {until}. Where an "
            f"answer is right as it is, write 'benar' and the reason into {file} and send it through your city's "
            "folder.",
        )
    if until := city["clarify_until_text"]:
        return (
            "Masa pengisian sudah ditutup. Hanya sel dengan tiket terbuka yang masih dapat diperbaiki: kirim buku "
            f"kerja sebagai berkas baru sebelum {until}; sel lain tidak dihitung. Bila jawaban sudah benar, "
            f"tulis 'benar' dan alasannya di {file} lalu kirim lewat folder kota Anda.",
            "The time for answers is over. Only cells with an open ticket can still be fixed: send the workbook as a "
            f"new file before {until}; other cells in it do not count. Where an answer is right as it is, write "
            f"'benar' and the reason into {file} and send it through your city's folder.",
        )
    if until := city["answer_until_text"]:
        return (
            "Masa pengisian sudah ditutup: berkas baru tidak dihitung. Tiket yang terbuka masih dapat dijawab sebelum "
            f"{until}: tulis jawaban dan alasannya di {file} lalu kirim lewat folder kota Anda.",
            "The time for answers is over: a new file does not count. Open tickets can still be answered before "
            f"{until}: write the answer and the reason into {file} and send it through your city's folder.",
        )
    return (
        "Masa pengisian dan penjelasan sudah ditutup. Halaman ini untuk diketahui; tidak ada yang perlu dikirim.",
        "The time for answers and clarification is over. This page is for your information; there is nothing to send.",
    )


def told(city: Row, rows: list[Row]) -> list[Row]:
    """The things that a city is told, each with what is no longer possible about it."""
    return [row if (over := _over(city, row)) is None else _with(row, over) for row in rows]


def _over(city: Row, row: Row) -> Label | None:
    if city["revise_until"]:
        return None
    if row["severity"] == "missing":
        return UNANSWERED
    if row["ticket_deadline"] is None:
        return OVER
    return None if city["clarify_until"] and row["layer"] != "file" else ANSWER_ALONE


def _with(row: Row, words: Label) -> Row:
    if words is UNANSWERED:
        return row | {"message_id": words.indonesian, "message_en": words.english}
    return row | {
        "message_id": f"{row['message_id']} {words.indonesian}",
        "message_en": f"{row['message_en']} {words.english}",
    }
