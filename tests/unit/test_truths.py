"""What others computed is carried with where it comes from, and no more of it than is compared."""

from pathlib import Path

TRUTHS = Path(__file__).parents[1] / "truths"


def test_every_folder_of_truths_says_source_version_and_licence_and_names_each_of_its_files() -> None:
    folders = [folder for folder in TRUTHS.iterdir() if folder.is_dir()]
    index = (TRUTHS / "README.md").read_text(encoding="utf-8")
    assert folders
    for folder in folders:
        readme = (folder / "README.md").read_text(encoding="utf-8")
        for word in ("Source", "Version", "Licence"):
            assert f"- **{word}**: " in readme, (folder.name, word)
        assert f"`{folder.name}/`" in index
        assert [file.name for file in folder.rglob("*.csv") if file.stem not in readme] == []
