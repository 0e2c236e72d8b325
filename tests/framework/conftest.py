"""A small framework to change: index <- health (doctors, deaths) and money (income)."""

from collections.abc import Callable
from pathlib import Path

import pytest

HEADER = """\
title_id: Contoh
title_en: Example
edition: "1"
status: demo
"""
TREE = """\
code,parent,level,name_id,name_en,weight
index,,3,Indeks,Index,
health,index,2,Kesehatan,Health,3
money,index,2,Uang,Money,2
"""
INDICATORS = """\
code,parent,name_id,name_en,direction,weight,unit,side,source,provenance
doctors,health,Dokter,Doctors,1,3,per 1000,process,official,hand-made
deaths,health,Kematian,Deaths,-1,1,per 1000,outcome,official,hand-made
income,money,Pendapatan,Income,1,1,rupiah,outcome,official,hand-made
"""

Make = Callable[..., Path]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes the framework with what is given instead, into a folder of the name given."""

    def made(name: str = "example", *, header: str = "", tree: str = TREE, indicators: str = INDICATORS) -> Path:
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        (folder / "framework.yaml").write_text(HEADER + header)
        (folder / "tree.csv").write_text(tree)
        (folder / "indicators.csv").write_text(indicators)
        return folder

    return made
