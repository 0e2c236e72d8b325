"""Why a submitted file cannot be read."""

UNSTORABLE = {0: "\u2400"} | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
"""PostgreSQL holds no NUL, whose picture stands for it, and no half of a character."""


class UnreadableError(Exception):
    """A submitted file cannot be read as a submission.

    `rule` is too_large, not_a_workbook, no_identity_sheet, no_indicator_sheet or no_header, or reader_failed where it
    was the reader that failed (rkci.intake.guard); `sheet`, `cell` and `found` say where and what, as far as there is a
    place.
    """

    def __init__(self, rule: str, *, found: str, sheet: str | None = None, cell: str | None = None) -> None:
        super().__init__(f"{rule}: {found}")
        self.rule = rule
        self.sheet = None if sheet is None else sheet.translate(UNSTORABLE)
        self.cell = cell
        self.found = found.translate(UNSTORABLE)[:200]
