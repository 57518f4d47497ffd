"""One file for each screen of the game. A screen draws a view and answers with intents; it decides nothing."""
