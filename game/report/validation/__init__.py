"""Validation: the historical plan against the record, and the model against what was published.

    targets.py   what each series has to meet, and the sums by which it is measured
    fit.py       series by series and year by year, regions likewise
    unfitted.py  readings that no fit has seen: signs, order, turning points
    claims.py    published counterfactuals (lab/published.py) beside ours
    shapes.py    quick forms of what any sane model does
    bands.py     how many points of the record lie inside the bands
    whole.py     all of it as one record, as data
    page.py      the same in words: a table, or a page of docs/
    charts.py    three charts of history against the record

Decided here. A target that is missed is printed as missed, with by how much; a reading that the model
does not have is printed as not yet there. Nothing here fails a run: judging is the reader's.
"""
