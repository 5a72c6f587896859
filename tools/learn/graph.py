"""Writes a trained net as the reader takes it: a graph in one byte a weight, pieces, small tables."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from mithaq.reading.learnt.encoder import GRAPH, OUTPUTS, PIECES, TABLES
from tools.learn.net import PARTS, POINTED, TYPES, Encoder, Graph, Product, Voice

_OPSET = 17
_EVENNESS, _LEAST = 0.9, 1e-3
_INPUTS = ("ids", "pool", "features")


def even_out(net: nn.Module, look: Callable[[], object]) -> None:
    """Make the rows that a net multiplies even, so that one byte a value tells enough of them; nothing else changes.

    A few of their columns hold values far larger than all others, of which the small ones are lost. Each column is
    divided by a number of its own, by which the weights that it meets are multiplied (SmoothQuant, arXiv:2211.10438).

    Args:
        net: The net; it is changed.
        look: Runs it on some texts.
    """
    products = [part for part in net.modules() if isinstance(part, Product)]
    largest = [torch.full_like(product.even, _LEAST) for product in products]

    def watch(number: int) -> Callable[[object, tuple[Tensor, ...]], None]:
        def note(_: object, given: tuple[Tensor, ...]) -> None:
            largest[number] = largest[number].maximum(given[0].detach().abs().flatten(0, -2).max(0).values)

        return note

    hooks = [product.register_forward_pre_hook(watch(number)) for number, product in enumerate(products)]
    with torch.no_grad():
        look()
        for hook in hooks:
            hook.remove()
        for product, most in zip(products, largest, strict=True):
            weights = product.weight.abs().max(0).values.clamp(min=_LEAST)
            scale = most**_EVENNESS / weights ** (1 - _EVENNESS)
            product.even /= scale
            product.weight *= scale


def write_graph(
    encoder: Encoder,
    voices: Sequence[Voice],
    pieces: str,
    folder: Path,
    windows: Sequence[tuple[Tensor, ...]],
) -> None:
    """Write everything that the full reader opens.

    Args:
        encoder: The frozen layers.
        voices: The trained ones, heard together.
        pieces: The tokenizer, JSON.
        folder: Where the files go.
        windows: Inputs of the graph for some windows, by which the layers are made even.
    """
    folder.mkdir(parents=True, exist_ok=True)
    graph = Graph(encoder, voices).eval()
    even_out(graph, lambda: [graph(*window) for window in windows])
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
            reach=np.mean([voice.heads.reach.weight.numpy()[:, :POINTED] for voice in voices], axis=0),
            kind=np.mean([voice.heads.kind.weight.numpy()[:TYPES, :PARTS] for voice in voices], axis=0),
        )
