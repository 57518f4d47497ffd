"""The game as one pure function: the same scenario, world and orders give the same turn.

`turn.play` judges the orders, draws the luck, fires the events, steps the model and returns a new
world; nothing is changed in place. Luck is a hash of (seed, member, year, stream), so that undo
cannot roll again and two drafts are compared under the same weather.

Settled here: an order out of bounds is refused with a code and its figures, never clipped and never
an exception. Effects that are undone by inverse effects, and a world that announces its changes to
listeners, were both rejected.
"""
