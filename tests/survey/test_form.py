"""The XLSForm of the survey: checked by pyxform, made again to the same bytes, understood by the intake as exported."""

from pathlib import Path

from pyxform.xls2xform import convert

from rkci import cycles, framework
from rkci.survey import form
from rkci.survey import mapping as mappings


def test_the_form_is_that_of_the_framework_and_pyxform_takes_it(tmp_path: Path) -> None:
    cycle = cycles.load(2017)
    primary = framework.load(cycle.primary_framework)
    assert form.FILE.read_bytes() == form.write(cycle, primary, tmp_path / "form.xlsx").read_bytes()
    made = convert(xlsform=form.FILE)
    assert made.warnings == []
    surveyed = {one.code for one in primary.indicators if one.source == "survey"}
    assert {item.indicator for item in primary.survey} == surveyed
    assert 24 <= len(primary.survey) <= 30
    for item in primary.survey:
        assert f"/opini/{item.item}" in made.xform
        assert item.text_id in made.xform
        assert item.text_en in made.xform


def test_what_the_form_asks_is_what_the_intake_reads() -> None:
    primary = framework.load("rkci-2017")
    asked = ["start", "end", "deviceid", "persetujuan/consent"]
    asked += [
        f"responden/{name}" for name in ("city", "stratum", "psu", "district", "age_group", "sex", "mode", "wave")
    ]
    asked += ["responden/enumerator", *(f"opini/{item.item}" for item in primary.survey), "meta/instanceID"]
    found = mappings.find(mappings.Mapping(), asked, primary.survey)
    assert len(found) == len(asked)
