"""Time: the one place that remembers.

    history   an immutable tree of turns: back, forward, branch, go to; nothing is ever lost
    journal   the game on disk: a line for every signed order and every step back, safe when the call returns
    lock      one window to a game
    records   what a journal's lines hold, and how a line proves itself whole
    replay    a journal played again and compared with what it says
    save      the folder of games: list them, name a new one
    preview   a draft played without signing it, over many futures at once
    draft     moves not yet signed: what is refused, how shares make room for one another
    seats     who decides: a person, a record, a plan, a bot
    session   the only mutable object of the core; everything above comes together there

Orders are the truth and worlds are computed: a saved game is the list of orders and of moves through
the tree, so a save cannot disagree with the rules without being found out. Storing worlds instead was
rejected: a file of arrays ages with every change of the model, and could not be read by a person.
The clock is looked at here and nowhere deeper.
"""
