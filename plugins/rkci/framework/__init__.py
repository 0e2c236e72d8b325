"""A framework: a method of rating, read from a folder of data and refused with words where it is not valid.

`include/frameworks/<framework_id>/` holds `framework.yaml` (the method), `tree.csv` (nodes), `indicators.csv`
and `CHANGELOG.md`; see docs/methodology.md for every key. What intake compares answers with may be beside them
(plausibility.csv, relations.csv, unit_words.csv; docs/validation.md).
"""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from rkci import paths
from rkci.framework import maturity, plausibility, survey
from rkci.framework import overrides as given_overrides
from rkci.framework.checks import tree_faults
from rkci.framework.method_checks import method_faults
from rkci.framework.model import Comparisons, Consistency, Framework, Indicator, MaturityLevel, Node
from rkci.framework.notices import notices_of
from rkci.framework.reading import header_of, indicators_of, nodes_of
from rkci.framework.settings import settings_of
from rkci.refusal import Fault, Refusal

__all__ = ["Framework", "Indicator", "MaturityLevel", "Node", "content_hash", "folder_of", "load"]

FILES = ("framework.yaml", "indicators.csv", "tree.csv")
"""The files that make the method, with the panels judgements*.csv, maturity.csv, survey_items.csv and the tables that
intake compares answers with; CHANGELOG.md and cycle.yaml do not."""


def load(folder: Path | str, overrides: Iterable[str] = ()) -> Framework:
    """Read and check a framework folder (or the id of one under include/frameworks).

    Each override "KEY=VALUE" sets a key of framework.yaml first, `normalisation.method=zscore`; the content hash
    stays that of the folder. Raises Refusal naming every fault at once.
    """
    folder = folder if isinstance(folder, Path) else paths.FRAMEWORKS / folder
    if not folder.is_dir():
        ids = ", ".join(sorted(found.name for found in paths.FRAMEWORKS.iterdir()))
        raise Refusal(f"There is no framework folder {folder.name}: name a folder, or one of the ids {ids}.")
    faults: list[Fault] = []
    notices: list[str] = []
    header = given_overrides.applied(header_of(folder, faults), overrides, faults)
    nodes, indicators = nodes_of(folder, faults, notices), indicators_of(folder, faults, notices)
    settings = settings_of(header, faults) if header else {}
    comparisons = Comparisons()
    if not faults:
        faults.extend(tree_faults(nodes, indicators, settings["weights"]))
        faults.extend(method_faults(settings, nodes, indicators))
        comparisons = plausibility.comparisons_of(folder, indicators, faults)
    levels = maturity.levels_of(folder, indicators, faults)
    items = survey.items_of(folder, indicators, faults)
    consistency: tuple[Consistency, ...] = ()
    if not faults and settings["weights"]["method"] == "ahp":
        from rkci.framework import ahp

        weights, consistency = ahp.weigh(folder, settings["weights"], nodes, indicators, faults)
        nodes = tuple(replace(node, weight=weights.get(node.code, node.weight)) for node in nodes)
        indicators = tuple(replace(each, weight=weights.get(each.code, each.weight)) for each in indicators)
    if faults:
        raise Refusal(f"Framework {folder.name} is not valid:", faults)
    return Framework(
        framework_id=folder.name,
        title_id=str(header["title_id"]),
        title_en=str(header["title_en"]),
        edition=str(header["edition"]),
        status=str(header["status"]),
        settings=settings,
        nodes=nodes,
        indicators=indicators,
        content_hash=content_hash(folder),
        notices=(*notices, *notices_of(header, settings, nodes, indicators)),
        consistency=consistency,
        comparisons=comparisons,
        maturity=levels,
        survey=items,
    )


def folder_of(name: str) -> Path:
    """The framework folder that a command names: a path, or the id of one under include/frameworks."""
    if (paths.FRAMEWORKS / name / "framework.yaml").exists():
        return paths.FRAMEWORKS / name
    return Path(name).resolve()


def content_hash(folder: Path) -> str:
    """SHA-256 over the names and bytes of the files that make the method."""
    digest = hashlib.sha256()
    patterns = ("judgements*.csv", maturity.FILE, survey.FILE, *plausibility.FILES)
    optional = sorted(file.name for pattern in patterns for file in folder.glob(pattern))
    for name in (*FILES, *optional):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
