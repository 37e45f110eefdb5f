"""Hostile specs, corrections and lists of sources: YAML that stands for more than it is, and what is no YAML."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator

from tests.hostile.pdfs import Case
from tests.hostile.texts import TINY

SPEC, CORRECTIONS, SOURCES = "--spec", "--corrections", "SOURCES.yml"
SHARES = zip("abcdefgh", "bcdefghi", strict=True)
LAUGHS = "a: &a [x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}]\n" for a, b in SHARES)
FORM = "form: x\ncolumns:\n- {{role: seq, heading: 序号}}\n- {{role: indicator, heading: {}}}\n"
DECISION = "- {notice: document, target: {seq: 3, column: unit}, expects: 个, value: 个, reason: r, decided_by: x}\n"


IDS = (
    ("a list", "[a]", "expected a text"),
    ("a mapping", "{a: b}", "expected a text"),
    ("a number", "2022", "expected a text"),
    ("a truth", "no", "expected a text"),
    ("5,000 letters", "x" * 5000, "5,000 characters"),
    ("half a surrogate pair", '"a\\ud800"', "U+D800"),
    ("a line end", '"a\\nb"', "U+000A"),
    ("an escape", '"a\\e[31m"', "U+001B"),
    ("a NUL", '"a\\0b"', "U+0000"),
    ("nothing", "''", "is empty"),
)


def everywhere() -> Iterator[tuple[str, str, str]]:
    """Name, text, words of the message: hostile whatever it is given as."""
    yield "aliases that explode", LAUGHS, "aliases"
    yield "an alias of itself", "&a [*a]", "aliases"
    yield "merge keys", "a: &a {b: 1}\nc: {<<: *a}", "aliases"
    yield "a tag that calls", "!!python/object/apply:os.system [echo called]", "not YAML"
    yield "a tag that imports", "- !!python/module:os.path\n", "not YAML"
    yield "lists 100,000 deep", "[" * 100_000, "deep"
    yield "mappings 40,000 deep", "{a: " * 40_000, "deep"
    yield "blocks 30,000 deep", "- " * 30_000, "deep"
    yield "questions 30,000 deep", "? " * 30_000, "deep"
    yield "an integer of 100,000 digits", "- " + "9" * 100_000, "a number of 100,000 digits"
    yield (
        "an integer of 60,000 parts of sixty",
        "- 1" + ":59" * 60_000,
        "a number of 180,001 digits",
    )
    yield "an integer of 5,000 hexadecimal digits", f"- 0x{'F' * 5000}", "a number of 5,002 digits"
    yield "an integer of 400 digits", f"- {'9' * 400}", "a number of 400 digits"
    yield "a key of 5,000 hexadecimal digits", f"? 0x{'F' * 5000}\n: 1", "a number of 5,002 digits"
    yield "a binary of no length", "- !!binary '='", ""
    yield "a date that is none", "- 2022-99-99", "not YAML"
    yield "a key that is a list", "? [a, b]\n: 1", ""
    yield "a key that is a mapping", "? {a: b}\n: 1", ""
    yield "a NUL", "a: \0", "not YAML"
    yield "an escape", "a: \x1b[31mred", "not YAML"
    yield "half a surrogate pair", 'a: "\\ud800"', ""
    yield "a version from afar", "%YAML 9.9\n---\na: 1", "not YAML"
    yield "16-bit", "a: 1", ""


def long() -> Iterator[tuple[str, str, str]]:
    """Name, text, words of the message: as long as may be, of what a parser is slow with."""
    yield "200 KB of one line", "a" * 199_000, ""
    yield "200 KB of colons", "a:" * 99_000, ""
    yield "200 KB of entries", "- a\n" * 49_000, ""
    yield "200 KB of anchors", "- &a b\n" * 27_000, ""
    yield "200 KB of keys", "".join(f"k{n}: 1\n" for n in range(20_000)), ""
    yield "200 KB of comments", "#\n" * 99_000, ""
    yield "200 KB of tabs", "\t" * 199_000, ""
    yield "200 KB of quotes", "'" * 199_000, ""
    yield "200 KB of documents", "---\n" * 49_000, ""
    yield "200 KB of folded lines", "a: >\n" + " x\n" * 60_000, ""


def given(papers: Iterator[tuple[str, str, str]]) -> Iterator[Case]:
    """Each paper as a spec, as corrections, as a list of sources; what decides nothing may do no harm."""
    for name, text, says in papers:
        data = text.encode("utf-16" if name == "16-bit" else "utf-8")
        for option in (SPEC, CORRECTIONS, SOURCES):
            codes = (1, 2) if says or option == SPEC else (0, 1, 2)
            yield Case(f"{option}: {name}", lambda data=data: data, says, codes, option)  # type: ignore[misc]


def light() -> Iterator[Case]:
    """Read or refused at once."""
    yield from given(everywhere())
    for name, pattern in (
        ("looks ahead", "(?=a)b"),
        ("has 40,000 brackets", "(" * 40_000),
        ("has 40,000 pairs of brackets", "(" * 40_000 + ")" * 40_000),
        ("repeats more often than can be counted", "a{99999999999}"),
        ("is not whole", "[^"),
    ):
        yield Case(
            f"{SPEC}: a pattern that {name}", form(f"'{pattern}'"), "columns[1].heading", (2,), SPEC
        )
    yield Case(
        f"{SPEC}: a margin that is no number", form("a", "margin: .nan\n"), "margin", (2,), SPEC
    )
    for name, number in (
        ("5,000 hexadecimal digits", f"0x{'F' * 5000}"),
        ("400 digits", "9" * 400),
    ):
        yield Case(
            f"{SPEC}: a margin of {name}",
            form("a", f"margin: {number}\n"),
            "a number of",
            (2,),
            SPEC,
        )
        for key, old in (
            ("serial", "seq: 3"),
            ("value", "value: 个"),
            ("expected text", "expects: 个"),
        ):
            makes = decision(old, f"{old.split(':')[0]}: {number}")
            yield Case(f"{CORRECTIONS}: a {key} of {name}", makes, "a number of", (1,), CORRECTIONS)
    for name, text in (("list", "[个]"), ("mapping", "{a: b}"), ("truth", "yes")):
        makes = decision("value: 个", f"value: {text}")
        yield Case(
            f"{CORRECTIONS}: a {name} for a value",
            makes,
            "value is no text; write it",
            (1,),
            CORRECTIONS,
        )
    for name, text, says in IDS:
        yield Case(
            f"{SOURCES}: {name} for an id", listed(text), f"notice_id: {says}", (2,), SOURCES
        )
    yield Case(f"{SPEC}: not YAML at all", lambda: b"%PDF-1.7\n\xff", "not YAML", (2,), SPEC)
    yield Case(
        f"{CORRECTIONS}: 1.1 MB",
        lambda: b"#" * 1_100_000,
        "more than 1,000,000 bytes",
        (1,),
        CORRECTIONS,
    )
    yield Case(
        f"{CORRECTIONS}: a serial of 4,000 digits",
        decision("seq: 3", f"seq: {'9' * 4000}"),
        "",
        (1,),
        CORRECTIONS,
    )
    yield Case(
        f"{CORRECTIONS}: a column of 9,000 letters",
        decision("unit", "u" * 9000),
        "",
        (1,),
        CORRECTIONS,
    )
    yield Case(
        f"{CORRECTIONS}: another text",
        decision("expects: 个", f"expects: {'个' * 9000}"),
        "",
        (1,),
        CORRECTIONS,
    )


def heavy() -> Iterator[Case]:
    """Those that take seconds."""
    yield from given(long())
    yield Case(f"{CORRECTIONS}: a megabyte of entries", crowd, "", (1, 2), CORRECTIONS)
    yield Case(
        f"{CORRECTIONS}: a value of 900 KB",
        decision("value: 个", "value: " + "个" * 300_000),
        "",
        (0, 1),
        CORRECTIONS,
    )


def form(pattern: str, more: str = "") -> Callable[[], bytes]:
    return lambda: (FORM.format(pattern) + more).encode()


def decision(old: str, new: str) -> Callable[[], bytes]:
    return lambda: DECISION.replace(old, new).encode()


def listed(notice_id: str) -> Callable[[], bytes]:
    """A list that names the small notice, and any file of no content's hash."""
    hashes = (hashlib.sha256(TINY.read_bytes()).hexdigest(), "0" * 64)
    return lambda: "".join(
        f"- {{sha256: '{one}', notice_id: {notice_id}}}\n" for one in hashes
    ).encode()


def crowd() -> bytes:
    return "".join(DECISION.replace("seq: 3", f"seq: {n}") for n in range(8_000)).encode()
