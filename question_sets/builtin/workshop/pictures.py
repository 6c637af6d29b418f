"""The still pictures.  Every figure follows a published construction or measured positions, named at each drawing."""

from __future__ import annotations

from collections.abc import Callable
from math import atan2, cos, degrees, radians, sin

from question_sets.builtin.workshop.canvas import BLUE, FAINT, GOLD, HEIGHT, INK, RED, WIDTH, Canvas, Point, around


def long_march() -> Canvas:
    """Places by longitude and latitude, joined in the order of the march; without an outline, so it is not a map."""
    places = [
        ("于都", 115.41, 25.95),
        ("湘江", 110.98, 25.87),
        ("黎平", 109.14, 26.23),
        ("", 106.93, 27.73),
        ("皎平渡", 102.38, 26.30),
        ("泸定", 102.23, 29.91),
        ("夹金山", 102.70, 30.80),
        ("腊子口", 103.90, 34.10),
        ("吴起", 108.18, 36.93),
    ]
    canvas = Canvas()
    spots = [(90 + (east - 101.2) * 70, 660 - (north - 25.2) * 50) for _, east, north in places]
    canvas.line(spots, RED, 6)
    for (name, _, _), spot in zip(places, spots, strict=True):
        if not name:
            canvas.question(spot)
            continue
        canvas.disc(spot, 11, fill=INK)
        if name in {"泸定", "夹金山", "腊子口", "吴起"}:
            canvas.text((spot[0] + 26, spot[1]), name, 40, anchor="lm")
        else:
            canvas.text((spot[0], spot[1] + 40), name, 40)
    canvas.text((1160, 50), "示意图，不作地图使用", 28, FAINT, anchor="rm")
    return canvas


def flag_grid() -> Canvas:
    """Upper left quarter of the national flag: 15 × 10 units, stars as the 1949 construction notes place them."""
    canvas = Canvas(paper="#de2910")
    unit = 70
    left, top = (WIDTH - 15 * unit) // 2, (HEIGHT - 10 * unit) // 2
    for column in range(16):
        canvas.line([(left + column * unit, top), (left + column * unit, top + 10 * unit)], "#f19a8e", 1)
    for row in range(11):
        canvas.line([(left, top + row * unit), (left + 15 * unit, top + row * unit)], "#f19a8e", 1)
    large = (left + 5 * unit, top + 5 * unit)
    canvas.star(large, 3 * unit, fill="#ffde00")
    canvas.disc(large, 3 * unit, ink="#ffffff", width=2)
    for column, row in ((10, 2), (12, 4), (12, 7), (10, 9)):
        centre = (left + column * unit, top + row * unit)
        canvas.line([large, centre], "#ffffff", 2)
        canvas.star(centre, unit, degrees(atan2(large[1] - centre[1], large[0] - centre[0])), "#ffde00")
        canvas.disc(centre, unit, ink="#ffffff", width=2)
    return canvas


def big_dipper() -> Canvas:
    """Seven stars and the pole by right ascension (hours) and declination (degrees), seen from below the pole."""
    stars = [
        (11.062, 61.75),
        (11.031, 56.38),
        (11.897, 53.69),
        (12.257, 57.03),
        (12.900, 55.96),
        (13.399, 54.93),
        (13.792, 49.31),
    ]
    canvas = Canvas(paper="#0b1630")

    def place(hours: float, declination: float) -> Point:
        turn = radians((hours - 12.4) * 15)
        return 560 - (90 - declination) * 15.5 * sin(turn), 70 + (90 - declination) * 15.5 * cos(turn)

    spots = [place(*star) for star in stars]
    canvas.line([spots[0], spots[3]], "#8b9bc3", 4)
    canvas.line(spots, "#8b9bc3", 4)
    for spot, name in zip(spots, ["天枢", "天璇", "天玑", "天权", "玉衡", "开阳", "摇光"], strict=True):
        canvas.disc(spot, 13, fill="#ffffff")
        above = name in {"天枢", "天权", "玉衡"}
        canvas.text((spot[0] + (56 if name == "天枢" else 0), spot[1] + (-34 if above else 40)), name, 34, "#dfe6f8")
    pole = place(2.530, 89.26)
    for step in range(0, 40, 2):
        a, b = (spots[0][0] + (pole[0] - spots[0][0]) * part / 40 for part in (step, step + 1))
        c, d = (spots[0][1] + (pole[1] - spots[0][1]) * part / 40 for part in (step, step + 1))
        canvas.line([(a, c), (b, d)], GOLD, 4)
    canvas.question(pole)
    return canvas


def element() -> Canvas:
    """A cell of the periodic table without its symbol."""
    canvas = Canvas(750, 750)
    canvas.pen.rounded_rectangle((125, 75, 625, 675), 24, outline=INK, width=6, fill="#fff3d6")
    canvas.text((170, 140), "29", 72, anchor="lm")
    canvas.question((375, 370), 110)
    canvas.text((375, 590), "63.55", 64)
    return canvas


def lever() -> Canvas:
    """A lever at rest: 10 N three spaces to the left, F two spaces to the right."""
    canvas = Canvas()
    middle, beam, space = 600, 320, 120
    canvas.line([(middle - 4.4 * space, beam), (middle + 4.4 * space, beam)], INK, 14)
    for step in range(-4, 5):
        canvas.line([(middle + step * space, beam - 26), (middle + step * space, beam)], INK, 4)
    canvas.pen.polygon([(middle, beam + 8), (middle - 70, beam + 150), (middle + 70, beam + 150)], fill=GOLD)
    for step, ink, words in ((-3, BLUE, "10 N"), (2, RED, "F = ?")):
        foot = (middle + step * space, beam + 250)
        canvas.line([(foot[0], beam), foot], ink, 8)
        canvas.pen.polygon([(foot[0], foot[1] + 34), (foot[0] - 20, foot[1]), (foot[0] + 20, foot[1])], fill=ink)
        canvas.text((foot[0], foot[1] + 80), words, 52, ink)
    return canvas


def counting_rods() -> Canvas:
    """3764 in rods: hundreds and units upright, thousands and tens lying (孙子算经)."""
    canvas = Canvas()
    for place, (digit, upright) in enumerate(((3, False), (7, True), (6, False), (4, True))):
        _rods(canvas, (180 + place * 280, 375), digit, upright)
    return canvas


def _rods(canvas: Canvas, centre: Point, digit: int, upright: bool) -> None:
    """One digit; above five, one rod across stands for five."""
    x, y = centre
    ones = digit if digit <= 5 else digit - 5
    offsets = [(step - (ones - 1) / 2) * 46 for step in range(ones)]
    low = y + (34 if digit > 5 else 0)
    if upright:
        for offset in offsets:
            canvas.line([(x + offset, low - 80), (x + offset, low + 80)], RED, 18)
    else:
        for offset in offsets:
            canvas.line([(x - 85, low + offset), (x + 85, low + offset)], RED, 18)
    if digit > 5 and upright:
        canvas.line([(x - 85, low - 104), (x + 85, low - 104)], RED, 18)
    elif digit > 5:
        canvas.line([(x, low - 9 - 150), (x, low - 9)], RED, 18)


def solar_terms() -> Canvas:
    """The sun's way in 24 steps of 15 degrees, as it is seen from the earth in the middle."""
    canvas = Canvas()
    centre, radius = (600.0, 375.0), 250.0
    canvas.disc(centre, radius, ink=INK, width=5)
    for step in range(24):
        long = step % 6 == 0
        inside = radius - (30 if long else 14)
        canvas.line([around(centre, inside, -15 * step), around(centre, radius, -15 * step)], INK, 4)
    canvas.disc(centre, 48, fill=BLUE)
    canvas.text(centre, "地球", 34, "#ffffff")
    canvas.disc(around(centre, radius, 0), 26, fill=GOLD)
    canvas.text(around(centre, radius - 70, 0), "太阳", 32)
    for turn, words in ((0, "0° 春分"), (270, "270° 冬至")):
        at = around(centre, radius + (110 if turn == 0 else 55), -turn)
        canvas.text(at, words, 38)
    for turn, words in ((90, "90°"), (180, "180°")):
        spot = around(centre, radius, -turn)
        canvas.question(spot)
        canvas.text(around(centre, radius + (95 if turn == 180 else 70), -turn), words, 38)
    return canvas


def chord_diagram() -> Canvas:
    """弦图: four right triangles (3, 4, 5) around a small square."""
    canvas = Canvas(750, 750)
    unit, corner = 84.0, 81.0
    side = 7 * unit
    outer = [(corner, corner), (corner + side, corner), (corner + side, corner + side), (corner, corner + side)]
    inner = [
        (corner + 3 * unit, corner),
        (corner + side, corner + 3 * unit),
        (corner + 4 * unit, corner + side),
        (corner, corner + 4 * unit),
    ]
    core = [(corner + a * unit, corner + b * unit) for a, b in ((3, 3), (4, 3), (4, 4), (3, 4))]
    canvas.line([*outer, outer[0]], FAINT, 3)
    for index in range(4):
        canvas.pen.polygon([inner[index], inner[(index + 1) % 4], core[index]], fill="#f2b5ac", outline=INK, width=4)
    canvas.pen.polygon(core, fill="#ffe08a", outline=INK, width=4)
    canvas.line([*inner, inner[0]], INK, 6)
    return canvas


def half_moon() -> Canvas:
    """A moon whose right half is lit."""
    canvas = Canvas(750, 750, "#0b1630")
    canvas.disc((375, 375), 230, fill="#26314f")
    canvas.pen.pieslice((145, 145, 605, 605), -90, 90, fill="#f7f1d5")
    return canvas


def circuit() -> Canvas:
    """Two resistors of 6 Ω side by side, then 2 Ω, on a source of 5 V."""
    canvas = Canvas()
    canvas.line([(200, 240), (200, 560), (540, 560)], width=5)
    canvas.line([(580, 560), (1000, 560), (1000, 240), (660, 240)], width=5)
    canvas.line([(200, 240), (260, 240)], width=5)
    canvas.line([(540, 520), (540, 600)], width=6)
    canvas.line([(580, 540), (580, 580)], width=10)
    canvas.text((560, 650), "5 V", 44)
    canvas.line([(260, 150), (260, 330)], width=5)
    canvas.line([(600, 150), (600, 330)], width=5)
    canvas.line([(600, 240), (760, 240)], width=5)
    for left, right, y, words in ((260, 600, 150, "6 Ω"), (260, 600, 330, "6 Ω"), (700, 1000, 240, "2 Ω")):
        canvas.line([(left, y), (right, y)], width=5)
        middle = (left + right) / 2
        canvas.pen.rectangle((middle - 75, y - 26, middle + 75, y + 26), fill="#ffffff", outline=INK, width=5)
        canvas.text((middle, y - 62), words, 44)
    return canvas


def luoshu() -> Canvas:
    """洛书: 4 9 2 / 3 5 7 / 8 1 6 in dots, the middle hidden; even numbers dark, odd light."""
    canvas = Canvas(750, 750)
    for index, number in enumerate((4, 9, 2, 3, 5, 7, 8, 1, 6)):
        centre = (150.0 + index % 3 * 225, 150.0 + index // 3 * 225)
        if number == 5:
            canvas.question(centre, 60)
            continue
        for dot in range(number):
            row, column = divmod(dot, 3)
            width = min(3, number - row * 3)
            height = (number + 2) // 3
            spot = (centre[0] + (column - (width - 1) / 2) * 52, centre[1] + (row - (height - 1) / 2) * 52)
            canvas.disc(spot, 18, fill=INK if number % 2 == 0 else "#ffffff", ink=INK, width=4)
    for line in (262.5, 487.5):
        canvas.line([(60, line), (690, line)], FAINT, 2)
        canvas.line([(line, 60), (line, 690)], FAINT, 2)
    return canvas


def constitutions() -> Canvas:
    """The years in which a constitution was adopted, to scale, the last one asked for."""
    canvas = Canvas()
    canvas.line([(100, 400), (1100, 400)], INK, 8)
    for year in (1954, 1975, 1978, 1982):
        x = 140 + (year - 1954) * 32
        canvas.line([(x, 372), (x, 400)], INK, 6)
        if year == 1982:
            canvas.question((x, 320), 46)
        else:
            canvas.text((x, 340 if year != 1975 else 460), str(year), 44)
    return canvas


PICTURES: dict[str, Callable[[], Canvas]] = {
    "long-march": long_march, "flag-grid": flag_grid, "big-dipper": big_dipper, "element": element, "lever": lever,
    "counting-rods": counting_rods, "solar-terms": solar_terms, "chord-diagram": chord_diagram,
    "half-moon": half_moon, "circuit": circuit, "luoshu": luoshu, "constitutions": constitutions,
}  # fmt: skip
