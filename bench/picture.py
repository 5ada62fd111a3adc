"""The picture of docs/scale.md: what N copies cost, on logarithmic scales, where a straight line of slope 1 is linear cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from math import ceil, floor, log10

_WIDTH, _HEIGHT = 640, 360
_LEFT, _RIGHT, _TOP, _BOTTOM = 70, 190, 36, 54
_COLOURS = ("#1f4e79", "#b5480f", "#3d6b35")  # 4.5:1 on white and more; each line has its name beside it as well
_DOTS = ("M-4 0a4 4 0 1 0 8 0a4 4 0 1 0-8 0", "M-4-4h8v8h-8z", "M0-5l5 9h-10z")


def draw(lines: Mapping[str, Mapping[int, float]]) -> str:
    """An SVG file of the seconds that so many copies took, a line for each way of making them."""
    return "\n".join(_Chart(lines).parts()) + "\n"


class _Chart:
    def __init__(self, lines: Mapping[str, Mapping[int, float]]) -> None:
        self.lines = lines
        counts = [count for line in lines.values() for count in line]
        seconds = [cost for line in lines.values() for cost in line.values()]
        self.decades = range(floor(log10(min(counts))), ceil(log10(max(counts))) + 1)
        self.powers = range(floor(log10(min(seconds))), ceil(log10(max(seconds))) + 1)

    def x(self, count: float) -> float:
        share = (log10(count) - self.decades[0]) / max(1, len(self.decades) - 1)
        return _LEFT + share * (_WIDTH - _LEFT - _RIGHT)

    def y(self, seconds: float) -> float:
        share = (log10(seconds) - self.powers[0]) / max(1, len(self.powers) - 1)
        return _HEIGHT - _BOTTOM - share * (_HEIGHT - _TOP - _BOTTOM)

    def parts(self) -> Iterator[str]:
        yield (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" '
            'font-family="sans-serif" font-size="13" fill="#222">'
        )
        yield "<title>Processor time of N copies: the cost grows as their number does</title>"
        yield f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#fff"/>'
        yield from self.grid()
        for number, (name, line) in enumerate(self.lines.items()):
            yield from self.line(name, line, number)
        yield "</svg>"

    def grid(self) -> Iterator[str]:
        right, bottom = _WIDTH - _RIGHT, _HEIGHT - _BOTTOM
        for power in self.decades:
            x = self.x(10**power)
            yield f'<path d="M{x:.1f} {_TOP}V{bottom}" stroke="#ddd"/>'
            yield f'<text x="{x:.1f}" y="{bottom + 19}" text-anchor="middle">{10**power:,}</text>'
        for power in self.powers:
            y = self.y(10.0**power)
            yield f'<path d="M{_LEFT} {y:.1f}H{right}" stroke="#ddd"/>'
            yield f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10.0**power:g} s</text>'
        yield f'<text x="{(_LEFT + right) / 2:.1f}" y="{_HEIGHT - 12}" text-anchor="middle">copies of one worksheet</text>'
        yield f'<text x="{_LEFT - 58}" y="{_TOP - 18}">processor time</text>'

    def line(self, name: str, line: Mapping[int, float], number: int) -> Iterator[str]:
        colour, dot = _COLOURS[number % len(_COLOURS)], _DOTS[number % len(_DOTS)]
        points = [(self.x(count), self.y(seconds)) for count, seconds in sorted(line.items())]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        yield f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>'
        for x, y in points:
            yield f'<path d="{dot}" transform="translate({x:.1f} {y:.1f})" fill="{colour}"/>'
        top = self.places()[name]
        yield f'<text x="{points[-1][0] + 12:.1f}" y="{top + 4:.1f}" fill="{colour}">{escape(name)}</text>'

    def places(self) -> dict[str, float]:
        """Where the names of lines stand: beside their ends, and not on each other."""
        ends = sorted((self.y(line[max(line)]), name) for name, line in self.lines.items())
        places: dict[str, float] = {}
        for y, name in ends:
            places[name] = max(y, *(place + 17 for place in places.values()), y)
        return places
