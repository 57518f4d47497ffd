"""Great Break: a planning game about the Soviet Union, 1928 to 1941, and a model to argue with.

The folders stand in one line, and each imports only from those to its left:

    model < scenario < rules < session < lab < report < ui < cli

    model      the world: pure functions on numpy arrays, futures on the last axis
    scenario   content: YAML in, one frozen Scenario out, or every problem at once
    rules      the game: play(scenario, world, orders) -> Turn, and nothing else moves it
    session    time: the one place that remembers (drafts, turns, branches, the journal on disk)
    lab        many runs at once: a plan over thousands of futures, a change divided among its causes
    report     words and series: what a reader sees, before anyone draws it
    ui         the window: pygame lives here and only here
    cli        the command line, text play, and the place where the program is put together

One turn, from the hand to the screen and back:

    a lever moves           session.Session.set        the draft changes, or a refusal with its figures
    the fan answers         session.preview.forecast   the draft played over many futures at once
    the plan is signed      session.Session.sign       judged, played, written to disk, only then shown
        judge               rules.orders.judge         accepted, or refused by code and numbers
        draw                rules.luck                 weather and prices of (seed, member, year)
        fire                rules.events               dated events: their cards, their effects
        step                model.step                 the half-year's flows and the stocks it leaves
    the account is given    report.views               worded and rounded
    and drawn               ui.screens, cli.text       in a window, or line by line

Where do I add ...?

    a scenario, a plan, an event, a limit   scenarios/ (no Python)
    a historian's lens                      scenarios/<id>/lenses/ (no Python)
    a sentence on the screen                assets/language/
    an equation                             its block in model/, its figures in scenarios/base/parameters/
    a policy lever                          five places, listed in CONTRIBUTING.md
    a reading on the desk                   rules/observe.py
    a constraint on orders                  rules/bounds.py, and the levers that it holds in lab/holding.py
    a number's wording                      report/text.py
    a cause or a balance of the ledger      rules/mixed.py, rules/balances.py, its word in the language file
    a published claim to test               lab/published.py, with its variant; a range of the dead: record.yaml
    a screen                                ui/screens/
    a command                               cli/

Settled here: layers of folders, refused by import contracts (pyproject.toml), rather than plug-ins or
an event bus; calls go down and values come up, so that undo, replay, forecasts and comparison need
no code of their own.
"""
