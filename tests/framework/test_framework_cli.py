"""`rkci import-coinr, simulate-ahp, diff-framework`, as they are installed."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from rkci import framework as frameworks

RKCI = str(Path(sys.executable).with_name("rkci"))
Make = Callable[..., Path]


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([RKCI, *map(str, arguments)], capture_output=True, text=True, check=False)


def test_a_coinr_pair_is_imported_or_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "iData.csv").write_text("uCode,x,y\na,1,2\nb,3,NA\n")
    (tmp_path / "iMeta.csv").write_text(
        "Level,iCode,Parent,Direction,Weight,Type\n1,x,i,1,1,Indicator\n1,y,i,-1,2,Indicator\n2,i,NA,1,1,Aggregate\n"
    )
    files = ("--idata", tmp_path / "iData.csv", "--imeta", tmp_path / "iMeta.csv", "--out", tmp_path / "out")
    done = run("import-coinr", *files)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Framework out (1 nodes, 2 indicators), values.csv and units.csv written to")
    assert frameworks.load(tmp_path / "out").title_en == "i"
    (tmp_path / "iData.csv").write_text("uCode,x\na,1\n")
    refused = run("import-coinr", *files)
    assert refused.returncode == 1
    assert "iData.csv, row 1, column y: iMeta.csv describes y" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_a_simulated_panel_is_printed_or_written_and_weighs_the_framework(make: Make) -> None:
    folder = make()
    command = ("simulate-ahp", "--framework", folder, "--experts", 3, "--seed", 1)
    printed = run(*command)
    assert printed.returncode == 0, printed.stderr
    written = run(*command, "--out", folder / "judgements.csv")
    assert "Simulated panel of 3 experts (seed 1) written to" in written.stdout
    assert (folder / "judgements.csv").read_text() == printed.stdout
    assert len(frameworks.load(folder, ["weights.method=ahp"]).consistency) == 2 * (3 + 1)


def test_two_frameworks_are_compared_by_folder_or_id(make: Make, tmp_path: Path) -> None:
    folder = make()
    told = run("diff-framework", folder, "ipm", "--out", tmp_path / "difference.csv")
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("From example to ipm: ")
    assert (tmp_path / "difference.csv").read_text().startswith("subject,code,what,before,after\n")
    assert "equal in every choice" in run("diff-framework", "ipm", "ipm").stdout
    missing = run("diff-framework", "ipm", "nowhere")
    assert (missing.returncode, missing.stderr.splitlines()[0][:42]) == (
        1,
        "There is no framework folder nowhere: name",
    )
