#!/usr/bin/env python3
"""Pages of the sample tables in docs/examples: is the HTML well formed, and does what is drawn stay in its picture?

    check_html.py --command PATH

Each sample goes through `zzgov CALCULATOR TABLE --format html` in both languages. Every element must be closed in its
order, a page have its language, one title and one heading, the rows of a table as many cells as its columns, and each
chart be XML whose shapes and texts lie within its view box. Before that, pages with one defect each must be refused.
"""

import argparse
import re
import subprocess
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree
from html.parser import HTMLParser
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
OPTIONS = {"eco-compensation": ["--month", "2020-11"], "credit-list": ["--as-of", "2021-03-01"]}
# The day that is asked about may be far from the records.
DAYS = ["2020-10-15", "2021-09-01", "2024-03-20", "2024-06-30", "2199-12-31", "1900-01-01"]
LANGUAGES = {"en": "en", "zh": "zh-CN"}
VOID = {"meta", "br", "hr", "img", "input", "link"}
# As lib/report/svg.c reckons: the size of the font and the part of it that a column takes.
FONT, COLUMN = 13, 0.56
ROUNDING = 0.11  # coordinates have one digit


class Page(HTMLParser):
    """What a page consists of, and the faults of its tags."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.faults, self.open, self.seen = [], [], []
        self.texts, self.tables, self.attributes = {}, [], {}
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> is not closed" for tag in self.open]

    def handle_starttag(self, tag, attrs):
        names = [name for name, value in attrs]
        if len(set(names)) < len(names):
            self.faults.append(f"<{tag}> has an attribute twice")
        self.seen.append(tag)
        self.attributes.setdefault(tag, dict(attrs))
        self.count(tag, dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if "svg" not in self.open:
            self.faults.append(f"<{tag}/> outside of a picture")
        self.seen.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:]}")
        if tag in self.open:
            del self.open[len(self.open) - self.open[::-1].index(tag) - 1 :]

    def handle_data(self, data):
        if self.open:
            place = "/".join(self.open[-2:])
            self.texts[place] = self.texts.get(place, "") + data
        elif data.strip():
            self.faults.append(f"text outside of everything: {data!r}")

    def count(self, tag, attributes):
        """Tables as the number of columns of each row."""
        if tag == "table":
            self.tables.append([])
        elif tag == "tr":
            self.tables[-1].append(0)
        elif tag in ("td", "th"):
            self.tables[-1][-1] += int(attributes.get("colspan", "1"))


# --- the page -----------------------------------------------------------------------------------------------------


def faults_of_outline(page, language):
    if page.attributes.get("html", {}).get("lang") != language:
        yield f"its language is {page.attributes.get('html')}"
    for tag in ("html", "head", "body", "h1", "style", "footer"):
        if page.seen.count(tag) != 1:
            yield f"{page.seen.count(tag)} elements {tag}"
    if not page.texts.get("head/title", "").strip():
        yield "no title"
    if not page.texts.get("body/h1", "").strip():
        yield "no heading"


def faults_of_tables(page):
    if not page.tables:
        yield "no table"
    for number, rows in enumerate(page.tables):
        if len(rows) < 2 or len(set(rows)) != 1 or rows[0] < 2:
            yield f"table {number} has rows of {sorted(set(rows))} columns"


# --- pictures -----------------------------------------------------------------------------------------------------


def width_of(text):
    columns = sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)
    return columns * FONT * COLUMN


def numbers(element, *names):
    return [float(element.attrib[name]) for name in names]


def span_of_text(element):
    """From where to where a text goes, by its anchor."""
    (x,) = numbers(element, "x")
    width = width_of(element.text or "")
    left = {"start": x, "middle": x - width / 2, "end": x - width}[element.attrib["text-anchor"]]
    return left, left + width


def boxes_of(svg):
    """(left, right, top, bottom) of all that is drawn."""
    for rect in svg.iter("rect"):
        x, y, width, height = numbers(rect, "x", "y", "width", "height")
        yield f"<rect> {rect.findtext('title')}", x, x + width, y, y + height
    for line in svg.iter("line"):
        x1, x2, y1, y2 = numbers(line, "x1", "x2", "y1", "y2")
        yield "<line>", min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
    for text in svg.iter("text"):
        left, right = span_of_text(text)
        (y,) = numbers(text, "y")
        yield f"<text> {text.text}", left, right, y - FONT * 0.8, y


def faults_of_picture(source):
    try:
        svg = ElementTree.fromstring(source)
        left, top, width, height = (float(part) for part in svg.attrib["viewBox"].split())
        boxes = list(boxes_of(svg))
    except (ElementTree.ParseError, KeyError, ValueError) as fault:
        yield f"a picture: {type(fault).__name__} {fault}"
        return
    if (left, top) != (0, 0) or width <= 0 or height <= 0 or not svg.attrib.get("aria-label"):
        yield f"a picture of {svg.attrib}"
    if not any(name.startswith("<rect>") for name, *_ in boxes):
        yield "a picture of nothing"
    for name, x1, x2, y1, y2 in boxes:
        if x1 > x2 or y1 > y2:
            yield f"{name} has a negative size"
        if x1 < -ROUNDING or x2 > width + ROUNDING or y1 < -ROUNDING or y2 > height + ROUNDING:
            yield f"{name} is not within {width:g} × {height:g}: {x1:.1f} … {x2:.1f}, {y1:.1f} … {y2:.1f}"


def faults_of(text, language):
    page = Page(text)
    pictures = re.findall(r"<svg.*?</svg>", text, re.DOTALL)
    if not text.startswith("<!DOCTYPE html>\n"):
        yield "no document type"
    if len(pictures) != page.seen.count("svg"):
        yield "a picture in a picture"
    yield from page.faults
    yield from faults_of_outline(page, language)
    yield from faults_of_tables(page)
    for picture in pictures:
        yield from faults_of_picture(picture)


# --- pages with a defect --------------------------------------------------------------------------------------------

SVG = '<svg viewBox="0 0 760 50" aria-label="a"><rect x="1.0" y="1.0" width="9.0" height="9.0"/></svg>'
GOOD = (
    '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>t</title><style>a{}</style></head><body>'
    '<h1>t</h1><table><tr><th>a</th><th>b</th></tr><tr><td colspan="2">c</td></tr></table>'
    f"<figure>{SVG}</figure><footer>f</footer></body></html>\n"
)
DEFECTS = [
    ("<!DOCTYPE html>\n", ""),
    ('lang="en"', 'lang="fr"'),
    ("<title>t</title>", ""),
    ("<h1>t</h1>", ""),
    ("<h1>t</h1>", "<h1>t</h1><h1>t</h1>"),
    ("</table>", ""),
    ("</td></tr>", "</tr></td>"),
    ("<td colspan", "<td>a</td><td colspan"),
    ("<th>b</th>", ""),
    ("<footer>", "<footer><p>"),
    ("</html>", "</html></p>"),
    ('<meta charset="utf-8">', '<meta charset="utf-8" charset="utf-8">'),
    ("</svg>", ""),
    ('viewBox="0 0 760 50" ', ""),
    ('width="9.0"', 'width="-9.0"'),
    ('width="9.0"', 'width="759.5"'),
    ('height="9.0"', 'height="49.5"'),
    ('x="1.0"', 'x="-1.0"'),
    ('x="1.0"', 'x="nan,0"'),
    ('height="9.0"/>', 'height="9.0">'),
    ("</svg>", '<text x="740" y="20" text-anchor="middle">2021-03-01</text></svg>'),
    ("</svg>", '<text x="5" y="20" text-anchor="end">甲</text></svg>'),
    ("</svg>", "<text>&nbsp;</text></svg>"),
]


def self_test():
    """Pages that are not refused although they should be, or the other way round."""
    missed = [f"a good page: {fault}" for fault in faults_of(GOOD, "en")]
    for old, new in DEFECTS:
        if old not in GOOD or not list(faults_of(GOOD.replace(old, new, 1), "en")):
            missed.append(f"missed: {old!r} as {new!r}")
    return missed


# --- the samples ----------------------------------------------------------------------------------------------------


def runs():
    """(table, options) of every page."""
    for table in sorted(EXAMPLES.glob("*.csv")):
        calculator = table.name.split(".")[0]
        yield calculator, table, OPTIONS.get(calculator, [])
    for day in DAYS:
        yield "credit-list", EXAMPLES / "credit-list.csv", ["--as-of", day]


def page_of(command, calculator, table, options, lang):
    words = [command, calculator, table, *options, "--lang", lang, "--format", "html"]
    done = subprocess.run(words, capture_output=True, timeout=300, check=False)
    if done.returncode or done.stderr:
        return None, [f"exit status {done.returncode}: {done.stderr.decode('utf-8', 'replace')}"]
    return done.stdout.decode("utf-8"), []


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--command", required=True, help="the command zzgov")
    command = parser.parse_args().command
    faults, pages = self_test(), 0
    for calculator, table, options in runs():
        for lang, language in LANGUAGES.items():
            page, failed = page_of(command, calculator, table, options, lang)
            found = failed or list(faults_of(page, language))
            faults += [" ".join([table.name, *options, lang]) + f": {fault}" for fault in found]
            pages += 1
    print("\n".join(faults), end="\n" if faults else "")
    print(f"{pages} pages, {len(DEFECTS)} defects, {len(faults)} faults")
    return 1 if faults or pages < 40 else 0


if __name__ == "__main__":
    sys.exit(main())
