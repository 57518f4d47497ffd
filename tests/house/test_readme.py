"""The README opens with the two commands, each on one line, each with its PowerShell form."""

import re

from tests.house.source import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
PLAY = "python -m pip install -e . && python main.py"
TEST = 'python -m pip install -e ".[test]" && python -m pytest'


def test_the_two_commands_stand_alone_on_their_lines() -> None:
    lines = README.splitlines()
    assert lines.index(PLAY) < lines.index(TEST) < 40


def test_each_command_has_a_powershell_form() -> None:
    windows = re.findall(r"```powershell\n(.*?)\n```", README, re.DOTALL)
    for command in (PLAY, TEST):
        first, second = command.split(" && ")
        assert f"{first} ; if ($?) {{ {second} }}" in windows


def test_files_that_the_readme_names_exist() -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", README):
        assert (ROOT / target).exists(), target
