"""Great Break: play, or run a plan without a window. `python main.py --help` lists the commands."""

import sys

try:
    from game.cli import main
except ModuleNotFoundError as missing:
    if (missing.name or "").startswith("game"):
        raise
    print(f"{missing.name} is not installed here\n    run this first: python -m pip install -e .", file=sys.stderr)
    raise SystemExit(2) from None

if __name__ == "__main__":
    raise SystemExit(main())
