"""Which recognisers there are, and whether they are installed; nothing heavy is imported here."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import util
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Model:
    """A recogniser's model: its name as a witness, and its file within a package."""

    name: str
    package: str
    file: str

    @property
    def path(self) -> Path:
        """Where the file lies in its installed package, which is not imported."""
        spec = util.find_spec(self.package)
        if spec is None or spec.origin is None:
            raise RuntimeError(f"{self.package} is not installed")
        return Path(spec.origin).parent / self.file


MODELS = (
    Model("ppocr-v6", "rapidocr", "models/PP-OCRv6_rec_small.onnx"),
    Model("ppocr-v4", "rapidocr_onnxruntime", "models/ch_PP-OCRv4_rec_infer.onnx"),
)
_RUNTIME = "onnxruntime"


def is_installed() -> bool:
    """Whether the recognisers and what runs them are there."""
    packages = [_RUNTIME, *(model.package for model in MODELS)]
    return all(util.find_spec(package) is not None for package in packages)
