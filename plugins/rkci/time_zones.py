"""The time zone of a city: WIB, WITA or WIT, by its province (include/reference/time_zones.csv)."""

from functools import cache
from zoneinfo import ZoneInfo

from rkci import paths
from rkci.tables import read_table


def zone_of(province: str | None, otherwise: ZoneInfo) -> ZoneInfo:
    """The zone of a province as core.city writes it; `otherwise` where the table does not have it."""
    return _zones().get(province or "", otherwise)


@cache
def _zones() -> dict[str, ZoneInfo]:
    rows = read_table(paths.INCLUDE / "reference" / "time_zones.csv", ("province", "time_zone"))
    return {row["province"]: ZoneInfo(row["time_zone"]) for _, row in rows}
