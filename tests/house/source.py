"""Where the project's own source stands, and its syntax trees."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
GAME = ROOT / "game"
BLOCKS = sorted(
    file
    for file in (GAME / "model").glob("*.py")
    if file.stem not in {"__init__", "quantity", "levers", "circumstances", "step", "whole"}
)


def files(*folders: str) -> list[Path]:
    """Every Python file below these folders of the project."""
    return sorted(file for folder in folders for file in (ROOT / folder).rglob("*.py"))


def tree(file: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(file.read_text(encoding="utf-8"), str(file))


def place(file: Path, node: ast.AST) -> str:
    """Where a node stands, as editors read it."""
    return f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 1)}"


def dotted(node: ast.AST) -> str:
    """`np.random.normal` for the expression that says so; empty for anything that is not a dotted name."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else ""
    return ""
