"""The parts of a DOCX archive that are read (ECMA-376, parts 1 and 2), as trees."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import basename, dirname, join, normpath

from pipeline.errors import SourceError
from pipeline.read.archive import Archive
from pipeline.read.tree import Node, Scheme, parse_xml
from pipeline.sandbox.limits import Limits

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WORD_STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_PREFIXES = {
    _WORD: "w",
    _WORD_STRICT: "w",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc",
    "http://schemas.openxmlformats.org/officeDocument/2006/math": "m",
    "http://schemas.openxmlformats.org/drawingml/2006/picture": "pic",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
}


def _named(names: str) -> frozenset[str]:
    return frozenset(f"w:{name}" for name in names.split())


_BLOCKS = _named("p tbl tr tc altChunk txbxContent")
_RUNS = _named("r t tab ptab br cr noBreakHyphen sym fldChar instrText footnoteReference")
_RUNS |= _named("endnoteReference del moveFrom object") | {"m:t", "pic:pic", "v:imagedata"}
_FORMULAS = "f sSup sSub sSubSup sPre rad nary limLow limUpp m eqArr acc bar"
BUILT = frozenset(f"m:{name}" for name in _FORMULAS.split())
"""Parts of a formula that are drawn above or below one another (ECMA-376, part 1, 22.1)."""
_PROPERTIES = _named("pPr rPr tcPr trPr pStyle rStyle numPr numId ilvl outlineLvl vanish strike")
_PROPERTIES |= _named(
    "dstrike sz gridSpan vMerge hMerge gridBefore gridAfter hidden cellDel vertAlign"
)
DOCUMENT = Scheme(
    kept=_BLOCKS | _RUNS | _PROPERTIES | BUILT | {"m:oMath"},
    # Of two renderings of a drawing one; the reading beside a character; no text of the document.
    skipped=frozenset(
        ("mc:Fallback", *_named("rt sdtPr sectPr tblPr tblGrid pPrChange rPrChange"))
    ),
    texts=frozenset(("w:t", "w:delText", "w:instrText", "m:t")),
    prefixes=_PREFIXES,
)
STYLES = Scheme(
    kept=_named("style basedOn docDefaults rPrDefault pPrDefault name")
    | _named("rPr pPr vanish sz outlineLvl numPr numId ilvl"),
    skipped=_named("tblStylePr latentStyles"),
    texts=frozenset(),
    prefixes=_PREFIXES,
)
NUMBERING = Scheme(
    kept=_named("abstractNum num lvl abstractNumId lvlOverride startOverride start numFmt lvlText")
    | _named("suff isLgl lvlRestart numStyleLink styleLink pStyle"),
    skipped=_named("rPr pPr numPicBullet"),
    texts=frozenset(),
    prefixes=_PREFIXES,
)
NOTES = Scheme(
    kept=_named("footnote endnote t"),
    skipped=_named("del moveFrom"),
    texts=_named("t"),
    prefixes=_PREFIXES,
)
_RELATIONS = Scheme(
    kept=frozenset(("Relationship",)), skipped=frozenset(), texts=frozenset(), prefixes={}
)


@dataclass(frozen=True, slots=True)
class Parts:
    """The trees of one document; what it does not have is a node without children."""

    document: Node
    styles: Node
    numbering: Node
    footnotes: Node
    endnotes: Node


class _Package:
    """An archive, and which of its parts stands in what relation to another."""

    def __init__(
        self,
        data: bytes,
        name: str,
        limits: Limits,
    ) -> None:
        self._archive = Archive(data, name, limits)
        self._name = name
        self._limits = limits

    def tree(self, part: str, scheme: Scheme) -> Node | None:
        content = self._archive.part(part)
        if content is None:
            return None
        return parse_xml(content, scheme, self._name, part, self._limits.objects)

    def main(self) -> str:
        """The name of the main part."""
        found = self.related("", "officeDocument")
        if found and found.lower() in self._archive.names:
            return found
        return "word/document.xml"

    def related(self, part: str, kind: str) -> str | None:
        """The part of the archive in that relation to a part; the archive itself is ""."""
        folder, _, file = part.rpartition("/")
        name = join(folder, "_rels", f"{file}.rels")
        relations = self.tree(name, _RELATIONS) or Node("")
        for relation in relations.elements():
            is_outside = relation.get("TargetMode") == "External"
            if not is_outside and basename(relation.get("Type")) == kind:
                return _resolved(relation.get("Target"), folder)
        return None


def _resolved(target: str, folder: str) -> str:
    """The name of the part that a relation of a part in that folder points to."""
    target = target.replace("\\", "/")
    if target.startswith("/"):
        folder = ""
    return normpath(join(folder, target.lstrip("/")))


def load(
    data: bytes,
    name: str,
    limits: Limits,
) -> Parts:
    """Opens a DOCX archive.

    Raises:
        SourceError: it is damaged or encrypted, or has no main part.
        LimitExceeded: it inflates to more, or has more elements, than a document may.
    """
    package = _Package(data, name, limits)
    main = package.main()
    document = package.tree(main, DOCUMENT)
    if document is None:
        raise SourceError("editions.no-main-part", where=name)

    def beside(kind: str, scheme: Scheme) -> Node:
        usual = join(dirname(main), f"{kind}.xml")
        part = package.related(main, kind) or usual
        return package.tree(part, scheme) or Node("")

    return Parts(
        document,
        styles=beside("styles", STYLES),
        numbering=beside("numbering", NUMBERING),
        footnotes=beside("footnotes", NOTES),
        endnotes=beside("endnotes", NOTES),
    )
