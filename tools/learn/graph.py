"""Writes a trained net as the reader takes it: a graph in one byte a weight, pieces, small tables."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from mithaq.reading.learnt import closer, encoder
from tools.learn.net import PARTS, POINTED, TYPES, WIDTH, Encoder, Graph, Heads, Nearby, Product, Voice

_OPSET = 17
_RUNTIME = "com.microsoft"  # nodes that the runtime knows beside those of the standard
_EVENNESS, _LEAST = 0.9, 1e-3

Axes = dict[str, dict[int, str]]


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


def write_encoder(
    frozen: Encoder,
    voices: Sequence[Voice],
    pieces: str,
    folder: Path,
    windows: Sequence[tuple[Tensor, ...]],
) -> None:
    """Write what windows are heard with.

    Args:
        frozen: The frozen layers.
        voices: The trained ones, heard together.
        pieces: The tokenizer, JSON.
        folder: Where the files go.
        windows: Inputs of the graph for some windows, by which the layers are made even.
    """
    folder.mkdir(parents=True, exist_ok=True)
    graph = Graph(frozen, voices).eval()
    even_out(graph, lambda: [graph(*window) for window in windows])
    axes = {"ids": {1: "pieces"}, "pool": {1: "words", 2: "pieces"}, "features": {2: "words"}}
    example = (
        torch.zeros(1, 20, dtype=torch.long),
        torch.zeros(1, 7, 20),
        torch.zeros(3, 1, 7, dtype=torch.long),
    )
    found = {**{name: {1: "words"} for name in encoder.OUTPUTS}, encoder.LOW: {1: "pieces"}}
    _export(graph, example, axes, found, folder / encoder.GRAPH)
    (folder / encoder.PIECES).write_text(pieces, encoding="utf-8")
    _write_tables([voice.heads for voice in voices], folder / encoder.TABLES)


def write_closer(nearby: Nearby, folder: Path, surroundings: Sequence[tuple[Tensor, ...]]) -> None:
    """Write what the words around a trigger are heard again with.

    Args:
        nearby: The layers for it, trained.
        folder: Where the files go.
        surroundings: Inputs of the graph for some triggers, by which the layers are made even.
    """
    graph = nearby.eval()
    even_out(graph, lambda: [graph(*inputs) for inputs in surroundings])
    axes = {
        "low": {1: "pieces"},
        "marks": {1: "pieces"},
        "pool": {1: "words", 2: "pieces"},
        "features": {2: "words"},
    }
    example = (
        torch.zeros(1, 20, WIDTH),
        torch.zeros(1, 20, 1),
        torch.zeros(1, 7, 20),
        torch.zeros(3, 1, 7, dtype=torch.long),
    )
    _export(graph, example, axes, {name: {1: "words"} for name in closer.OUTPUTS}, folder / closer.GRAPH)
    _write_tables([nearby.voice.heads], folder / closer.TABLES)


def _export(graph: nn.Module, example: tuple[Tensor, ...], axes: Axes, found: Axes, path: Path) -> None:
    """Write a graph, one byte a weight; the axes by name of input and of output are those of any length."""
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            graph,
            example,
            str(plain),
            input_names=list(axes),
            output_names=list(found),
            dynamic_axes={**axes, **found},
            opset_version=_OPSET,
            custom_opsets={_RUNTIME: 1},
            dynamo=False,
        )
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True)


def _write_tables(heads: Sequence[Heads], path: Path) -> None:
    with torch.no_grad():
        np.savez_compressed(
            path,
            distance=np.mean([head.distance.weight.numpy()[:, :PARTS] for head in heads], axis=0),
            reach=np.mean([head.reach.weight.numpy()[:, :POINTED] for head in heads], axis=0),
            kind=np.mean([head.kind.weight.numpy()[:TYPES, :PARTS] for head in heads], axis=0),
        )
