"""How full pages are on paper. Of a comparison: at most four, and none less than half. Of a decision: one.

Usage: python3 paper.py [--one] FILE.pdf... It draws each page in grey with pdftoppm and looks for the last row with ink.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

MOST_PAGES = 4
LEAST = 0.5
# Of a page of 297 mm, with margins of 12 mm at either end.
HEIGHT, MARGIN = 297.0, 12.0


def filled(page: Path) -> float:
    """Share of the height between the margins down to the last row with ink."""
    kind, wide, high, rest = page.read_bytes().split(maxsplit=3)
    depth, pixels = rest.split(b"\n", 1)
    wide, high = int(wide), int(high)
    assert kind == b"P5" and depth == b"255" and len(pixels) == wide * high
    inked = [row for row in range(high) if min(pixels[row * wide:(row + 1) * wide]) < 200]
    last = (inked[-1] + 1) / high * HEIGHT if inked else 0.0
    return (last - MARGIN) / (HEIGHT - 2 * MARGIN)


files = sys.argv[1:]
most = MOST_PAGES
if files[:1] == ["--one"]:
    most, files = 1, files[1:]
faults = 0
for pdf in files:
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "40", "-gray", pdf, f"{folder}/p"], check=True)
        shares = [filled(page) for page in sorted(Path(folder).iterdir())]
    words = ", ".join(f"{share:.0%}" for share in shares)
    good = 1 <= len(shares) <= most and (most == 1 or min(shares) >= LEAST)
    faults += not good
    print(f"{pdf}: {len(shares)} pages, filled to {words}{'' if good else ': too many, or one too empty'}")
sys.exit(1 if faults else 0)
