"""Why a submitted file cannot be read."""


class UnreadableError(Exception):
    """A submitted file cannot be read as a submission.

    `rule` is too_large, not_a_workbook, no_identity_sheet, no_indicator_sheet or no_header; `sheet`, `cell` and
    `found` say where and what, as far as there is a place.
    """

    def __init__(self, rule: str, *, found: str, sheet: str | None = None, cell: str | None = None) -> None:
        super().__init__(f"{rule}: {found}")
        self.rule = rule
        self.sheet = sheet
        self.cell = cell
        self.found = found[:200]
