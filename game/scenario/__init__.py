"""Content: YAML in, one frozen Scenario out, or every problem at once with file, line and suggestion.

`load` finds a scenario, lays it over what it extends and builds the arrays; `read` alone touches
YAML; `schema` declares the records. A scenario may be wrong, never harmful: no YAML tags, no alias
bombs, no general language, no path outside its folder.

Settled here: content is data that a teacher can read and change without Python, and each figure
carries its unit and its source beside it. A scripting language for content was rejected: nothing
could then be checked before it runs.
"""
