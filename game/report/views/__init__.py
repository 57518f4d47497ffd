"""What each screen shows, in final words and plain figures: one frozen view a screen, and its builder.

A builder is a pure function of the session (and a forecast, or runs to compare with): no pixels,
no wording of its own (`text.py` and the language file word), and nothing that a screen must work out.
A screen draws a view and returns what the player wants; so the same views serve window, text play
and tests.
"""
