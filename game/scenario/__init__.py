"""Content: YAML in, one frozen Scenario out, or every problem at once.

    problem.py   Problem, ScenarioError: what an author is told
    records.py   Scenario and what it holds, as the game reads it
    words.py     sentences by key
    scalar.py    how a written word becomes a value; the surprises that are refused
    read.py      one YAML file: plain values, and the line of each
    folder.py    a scenario's folder: nothing outside it, nothing oversized
    overlay.py   a file laid over the one it extends, each value still knowing its line
    schema.py    what each file may hold (pydantic)
    complaint.py pydantic's errors in an author's words
    figures.py   figures to arrays, by the model's own declarations
    between.py   what a fit may move, and how far
    lenses.py    one historian's assumptions, and what they change
    cloud.py     the vectors of it that the record allows (CSV)
    record.py    the record's tables (CSV) to points under our names
    plans.py     one plan: known names, limits, pace, shares
    check.py     the other rules across files
    reference.py by what a scenario and a lens are named together
    load.py      find, extend, check, build
    place.py     where scenarios and assets stand, from a clone or from an installed wheel

Decided here. A scenario is a stranger's file: no YAML tags, anchors or merge keys, no path out of its
folder, sizes and depths bounded before anything is parsed. Values are read by our own rules, not by
YAML 1.1's, under which `no` is false and 1:30 is ninety. Problems gather on the document and are
raised together, because an author who mends five faults in one go comes back for the sixth.
A file inherits from the one it extends field by field, so that five numbers make a scenario.
The records of a file (pydantic, `schema.py`) and the records of a game (frozen, `records.py`) are two
sets: the first must accept what is wrong in order to say so, the second cannot hold anything wrong.
"""
