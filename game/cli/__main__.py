"""`python -m game.cli`, for a game that was installed without `main.py`."""

from game.cli.app import main

raise SystemExit(main())
