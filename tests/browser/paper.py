"""How full pages are on paper. Of a comparison: at most four, and none less than half. Of a decision: one. With an annex: the same
first page, and further ones of which none but the last is less than half full.

Usage: python3 paper.py [--one] FILE.pdf..., or paper.py --annex PAGE.pdf WITH_ANNEX.pdf... It draws each page in grey with pdftoppm and
looks for the last row with ink.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

MOST_PAGES = 4
LEAST = 0.5
# Of a page of 297 mm, with margins of 12 mm at either end.
HEIGHT, MARGIN = 297.0, 12.0


def filled(page: bytes) -> float:
    """Share of the height between the margins down to the last row with ink."""
    kind, wide, high, rest = page.split(maxsplit=3)
    depth, pixels = rest.split(b"\n", 1)
    wide, high = int(wide), int(high)
    assert kind == b"P5" and depth == b"255" and len(pixels) == wide * high
    inked = [row for row in range(high) if min(pixels[row * wide:(row + 1) * wide]) < 200]
    last = (inked[-1] + 1) / high * HEIGHT if inked else 0.0
    return (last - MARGIN) / (HEIGHT - 2 * MARGIN)


def pages(pdf: str) -> list[bytes]:
    """Its pages, drawn."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdftoppm", "-r", "40", "-gray", pdf, f"{folder}/p"], check=True)
        return [page.read_bytes() for page in sorted(Path(folder).iterdir())]


def told(pdf: str, drawn: list[bytes], good: bool, fault: str) -> bool:
    """Say how full pages are; whether something is wrong with them."""
    words = ", ".join(f"{filled(page):.0%}" for page in drawn)
    print(f"{pdf}: {len(drawn)} pages, filled to {words}{'' if good else ': ' + fault}")
    return not good


def plain(pdf: str, most: int) -> bool:
    drawn = pages(pdf)
    good = 1 <= len(drawn) <= most and (most == 1 or min(map(filled, drawn)) >= LEAST)
    return told(pdf, drawn, good, "too many, or one too empty")


def annexed(page: str, pdf: str) -> bool:
    first, drawn = pages(page), pages(pdf)
    good = len(drawn) > 1 and drawn[:1] == first and all(filled(page) >= LEAST for page in drawn[:-1])
    return told(pdf, drawn, good, "another first page, no further one, or one too empty")


files = sys.argv[1:]
if files[:1] == ["--annex"]:
    faults = sum(annexed(*pair) for pair in zip(files[1::2], files[2::2], strict=True))
elif files[:1] == ["--one"]:
    faults = sum(plain(pdf, 1) for pdf in files[1:])
else:
    faults = sum(plain(pdf, MOST_PAGES) for pdf in files)
sys.exit(1 if faults else 0)
