"""The window. pygame and pygame_gui live here and nowhere else.

A screen is given a view from `report` and returns intents; it knows no model, no numpy and no files.

Settled here: widgets are pygame_gui's, charts and the map are our own drawing; the keyboard is
handled in one place (`focus`, `keys`), because pygame_gui gives buttons and sliders none.
"""

import os

os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")
