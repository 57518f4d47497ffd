"""Many runs: what one game cannot show.

`ensembles` plays a plan over as many futures as asked for, in blocks that fit the memory; `variants`
change one thing of a history, so that what it did can be seen. `published` holds what the literature says
of such variants, once, for the fit (`targets`, `objective`) and for `validate`.

Settled here: members are numbered, so that a block is only a matter of memory and any member can be
played again by itself, bit for bit. Running statistics instead of whole series were rejected: they
give means, and percentiles are what is shown.
"""
