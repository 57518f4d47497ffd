"""Words and series: everything a reader sees, worded and rounded, with no pixel and no window.

`text` words numbers, `views` gives one frozen record per screen, `series` sets a run beside the
record as table, CSV or JSON, `validation` holds the model against the record and the literature. The
window, the terminal and files say the same because they all read from here.

Settled here: the core speaks in keys and numbers, and only this layer turns them into sentences.
"""
