"""pdfium's functions, called without the cost of typed pointers: handles and addresses are numbers.

They are called with the interpreter's lock held, since one costs less than releasing it.
"""

from __future__ import annotations

import ctypes
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_POINTER, _INT, _NUMBER = ctypes.c_void_p, ctypes.c_int, ctypes.c_double
_LETTERS = {
    "p": _POINTER,
    "i": _INT,
    "d": _NUMBER,
    "f": ctypes.c_float,
    "s": ctypes.c_char_p,
    "-": None,
}
# What each function returns and takes (fpdfview.h, fpdf_text.h, fpdf_edit.h).
_FUNCTIONS = {
    "FPDF_InitLibrary": "-",
    "FPDF_LoadDocument": "pss",
    "FPDF_CloseDocument": "-p",
    "FPDF_GetPageCount": "ip",
    "FPDF_LoadPage": "ppi",
    "FPDF_ClosePage": "-p",
    "FPDFText_LoadPage": "pp",
    "FPDFText_ClosePage": "-p",
    "FPDFText_CountChars": "ip",
    "FPDFText_GetUnicode": "ipi",
    "FPDFText_GetText": "ipiip",
    "FPDFText_GetCharOrigin": "ipipp",
    "FPDFText_GetTextObject": "ppi",
    "FPDFPage_CountObjects": "ip",
    "FPDFPage_GetObject": "ppi",
    "FPDFFormObj_CountObjects": "ip",
    "FPDFFormObj_GetObject": "ppi",
    "FPDFPageObj_GetType": "ip",
    "FPDFPageObj_GetMatrix": "ipp",
    "FPDFPageObj_GetBounds": "ippppp",
    "FPDFPageObj_GetFillColor": "ippppp",
    "FPDFPageObj_GetStrokeColor": "ippppp",
    "FPDFPageObj_GetStrokeWidth": "ipp",
    "FPDFPageObj_HasTransparency": "ip",
    "FPDFPageObj_GetClipPath": "pp",
    "FPDFClipPath_CountPaths": "ip",
    "FPDFClipPath_CountPathSegments": "ipi",
    "FPDFClipPath_GetPathSegment": "ppii",
    "FPDFPath_GetDrawMode": "ippp",
    "FPDFPath_CountSegments": "ip",
    "FPDFPath_GetPathSegment": "ppi",
    "FPDFPathSegment_GetPoint": "ippp",
    "FPDFPathSegment_GetType": "ip",
    "FPDFPathSegment_GetClose": "ip",
    "FPDFTextObj_GetTextRenderMode": "ip",
}
_NAMES = ("libpdfium.so", "libpdfium.dylib", "pdfium.dll")


@cache
def pdfium() -> Any:
    """The library, made ready; its functions are attributes by their names.

    Raises:
        OSError: it is not there.
    """
    library = ctypes.PyDLL(str(_library_path()))
    for name, signature in _FUNCTIONS.items():
        function = getattr(library, name)
        result, *takes = (_LETTERS[letter] for letter in signature)
        function.restype = result
        function.argtypes = takes
    library.FPDF_InitLibrary()
    return library


@cache
def unchecked(name: str) -> Any:
    """A function whose arguments are passed on as they come, which takes half the time.

    For functions that are called for each character: numbers are whole ones of 32 bits, and a
    pointer is one of :func:`reference` or :func:`of_address`. A pointer that it returns is a
    number, or None.
    """
    function = pdfium()[name]
    function.restype = _LETTERS[_FUNCTIONS[name][0]]
    return function


reference = ctypes.byref
"""A pointer into a buffer, so many bytes behind its beginning."""


def of_address(address: int) -> Any:
    """A pointer to an address that a function has returned."""
    return reference(ctypes.c_char.from_address(address))


def _library_path() -> Path:
    """Where the package of pdfium keeps the library, which it need not import to be found."""
    found = find_spec("pypdfium2_raw")
    for folder in (found.submodule_search_locations or ()) if found else ():
        for name in _NAMES:
            path = Path(folder) / name
            if path.exists():
                return path
    raise OSError("no pdfium")
