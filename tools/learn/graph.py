"""Writes a trained net as the reader takes it: a graph in one byte a weight, pieces, small tables."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from mithaq.reading.learnt.encoder import GRAPH, OUTPUTS, PIECES, TABLES
from tools.learn.net import PARTS, TYPES, Encoder, Graph, Voice

_OPSET = 17
_INPUTS = ("ids", "pool", "features")


def write_graph(encoder: Encoder, voices: Sequence[Voice], pieces: str, folder: Path) -> None:
    """Write everything that the full reader opens.

    Args:
        encoder: The frozen layers.
        voices: The trained ones, heard together.
        pieces: The tokenizer, JSON.
        folder: Where the files go.
    """
    folder.mkdir(parents=True, exist_ok=True)
    graph = Graph(encoder, voices).eval()
    sizes = {"ids": {1: "pieces"}, "pool": {1: "words", 2: "pieces"}, "features": {2: "words"}}
    example = (
        torch.zeros(1, 20, dtype=torch.long),
        torch.zeros(1, 7, 20),
        torch.zeros(3, 1, 7, dtype=torch.long),
    )
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            graph,
            example,
            str(plain),
            input_names=list(_INPUTS),
            output_names=list(OUTPUTS),
            dynamic_axes={**sizes, **{name: {1: "words"} for name in OUTPUTS}},
            opset_version=_OPSET,
            dynamo=False,
        )
        quantize_dynamic(plain, folder / GRAPH, weight_type=QuantType.QInt8, per_channel=True)
    (folder / PIECES).write_text(pieces, encoding="utf-8")
    with torch.no_grad():
        np.savez_compressed(
            folder / TABLES,
            distance=np.mean([voice.heads.distance.weight.numpy()[:, :PARTS] for voice in voices], axis=0),
            kind=np.mean([voice.heads.kind.weight.numpy()[:TYPES, :PARTS] for voice in voices], axis=0),
        )
