"""Small office documents for tests, written as the few parts that a reader looks at."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
NAMES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A ZIP archive of these parts."""
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return sink.getvalue()


def docx(body: str, **more: str) -> bytes:
    """A DOCX file around the content of its body; ``more`` are other parts' contents by name."""
    parts = {
        f"word/{name}.xml": f"<w:{name} {NAMES}>{content}</w:{name}>"
        for name, content in more.items()
    }
    main = f"<w:document {NAMES}><w:body>{body}</w:body></w:document>"
    return packed({"[Content_Types].xml": TYPES, "word/document.xml": main, **parts})


def p(*runs: str, properties: str = "") -> str:
    """A paragraph of texts, or of runs where they are elements."""
    content = "".join(run if run.startswith("<") else r(run) for run in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def tc(*content: str, properties: str = "") -> str:
    """A cell of paragraphs or other blocks; a text is a paragraph."""
    blocks = "".join(one if one.startswith("<") else p(one) for one in content) or p()
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells; a text is a cell."""
    own = "".join(one if one.startswith("<") else tc(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{own}</w:tr>"


def tbl(*rows: str) -> str:
    """A table."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"
