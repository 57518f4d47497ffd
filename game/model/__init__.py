"""The world: pure functions on numpy arrays. No game, file, clock, luck or text lives here.

`quantity` says how a number is declared; `levers` and `circumstances` declare what is ordered and
what befalls; a block a file holds the equations; `step` calls them in order and is the diagram.
Blocks never import each other: what one needs of another's season comes as an argument from `step`.
"""

MODEL = 2
"""Raised whenever a golden run moves."""
