"""Text recognisers: models that ship in wheels, run by ONNX Runtime; nothing is downloaded.

A model gives, for each step along a strip, how likely each character is; steps that say the same
are one character (connectionist temporal classification, Graves et al. 2006).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.read.scan.models import Model
from pipeline.read.scan.sheet import Pixels

_HEIGHT = 48  # pixels of a strip as the models take it
_NARROWEST, _WIDEST = 48, 3200


class Letter(NamedTuple):
    """One character as read: how likely it is, and where it stands, as a share of the strip."""

    text: str
    chance: float
    place: float


Letters = tuple[Letter, ...]


class Recogniser:
    """One loaded model."""

    def __init__(self, model: Model) -> None:
        import onnxruntime

        self.name = model.name
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4
        # One thread for a strip: strips are small, and several are read beside each other.
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session: Any = onnxruntime.InferenceSession(
            str(model.path), options, providers=["CPUExecutionProvider"]
        )
        known = self._session.get_modelmeta().custom_metadata_map["character"]
        self._alphabet = ["", *known.split("\n")]
        self._input = self._session.get_inputs()[0].name

    def read(self, picture: Pixels) -> Letters:
        """What a strip says. Several threads may ask at once."""
        values = _sized(picture)
        share = values.shape[3] / max(1, _width(picture))
        ((chances,),) = self._session.run(None, {self._input: values})
        return self._decoded(chances, share)

    def _decoded(self, chances: NDArray[np.float32], share: float) -> Letters:
        """The likeliest characters; ``share`` is how wide the padded strip is by its own width."""
        best = chances.argmax(axis=1)
        steps = len(best)
        letters: list[Letter] = []
        last = 0
        for step, code in enumerate(best):
            if code and code != last:
                text = self._text(int(code))
                place = (step + 0.5) / steps * share
                letters.append(Letter(text, float(chances[step, code]), place))
            elif code and code == last:
                chance = max(letters[-1].chance, float(chances[step, code]))
                letters[-1] = letters[-1]._replace(chance=chance)
            last = int(code)
        return tuple(letters)

    def _text(self, code: int) -> str:
        """The character of a code; the one behind the alphabet is the space."""
        return self._alphabet[code] if code < len(self._alphabet) else " "


def _width(picture: Pixels) -> int:
    """How wide a strip is once it has the models' height."""
    height, width = picture.shape
    return int(min(max(1, round(width * _HEIGHT / height)), _WIDEST))


def _sized(picture: Pixels) -> NDArray[np.float32]:
    """A strip as the models take it: one of a batch, three equal colours from -1 to 1."""
    across = _width(picture)
    way = cv2.INTER_AREA if picture.shape[0] > _HEIGHT else cv2.INTER_CUBIC
    resized = cv2.resize(picture, (across, _HEIGHT), interpolation=way)
    wide = np.zeros((1, 3, _HEIGHT, max(across, _NARROWEST)), dtype=np.float32)
    wide[:, :, :, :across] = resized.astype(np.float32) / 127.5 - 1.0
    return wide
