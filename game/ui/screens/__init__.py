"""One file a screen: a pure function from a view (and what was picked in the window) to a page."""
