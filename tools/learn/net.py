"""The net: a few layers of the base encoder, heads on its words, and the graph that is written out."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from mithaq.reading.learnt import closer, encoder
from tools.learn.base import Base

WIDTH, INNER, HEADS, POSITIONS = 384, 1536, 12, 512
PAIR, PAIRS, PARTS = 128, 5, 4  # of the five kinds of pairs the first four are written out
POINTER, POINTERS, POINTED = 64, 6, 2  # of the pointers the first two, to contents, are written out
TAGS, NAMES, STATUSES, TYPES = 18, 17, 6, 16
SAME = 64
_PAIR_ROWS, _POINT_ROWS = 24, 48
_EPSILON = 1e-12
_NEVER = -1e4
_HARDLY = 1e-6
_DROPPED = 0.1  # of what a layer adds, while it is trained
REMEMBERED = 500  # steps that a running mean of weights remembers
_MARKED = 0.05  # size of the mark of a trigger before it is trained
_BESIDE = {
    "ask": PARTS,
    "answer": PARTS,
    "point": POINTED,
    "spot": POINTED,
}  # outputs that are multiplied in pairs
_ASKING = ("ask", "point")


class Product(nn.Linear):
    """A linear map whose input can be made even: each column is multiplied by a number of its own."""

    def __init__(self, given: int, made: int) -> None:
        super().__init__(given, made)
        self.even: Tensor
        self.register_buffer("even", torch.ones(given))

    def forward(self, rows: Tensor) -> Tensor:
        """Return the rows mapped."""
        if self.training:  # nothing was made even yet
            return functional.linear(rows, self.weight, self.bias)
        return functional.linear(rows * self.even, self.weight, self.bias)


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None = None) -> Tensor:
    """Return what the rows of pieces see in each other, shape (batch, pieces, width).

    Args:
        query: What each row asks for.
        key: What it answers to.
        value: What it gives.
        mask: False for padding; None where there is none.
    """

    def split(rows: Tensor) -> Tensor:
        return rows.unflatten(-1, (HEADS, -1)).transpose(1, 2)

    # Spelt out: on a processor faster than torch's own.
    odds = (split(query) / math.sqrt(WIDTH // HEADS)) @ split(key).transpose(-1, -2)
    if mask is not None:
        odds = odds.masked_fill(~mask[:, None, None, :], _NEVER)
    return (torch.softmax(odds, -1) @ split(value)).transpose(1, 2).flatten(2)


class Attention(torch.autograd.Function):
    """The same as one node of a graph, which the runtime computes block by block."""

    @staticmethod
    def forward(_: object, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        """Return what the rows see in each other."""
        return attend(query, key, value)

    @staticmethod
    def symbolic(graph: torch.Graph, query: torch.Value, key: torch.Value, value: torch.Value) -> torch.Value:
        """Return the node."""
        seen: torch.Value = graph.op(
            "com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS
        )
        return seen.setType(query.type())


class Layer(nn.Module):
    """One layer of a transformer, norms behind the sums."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv = Product(WIDTH, 3 * WIDTH)
        self.out = Product(WIDTH, WIDTH)
        self.out_norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.widen = Product(WIDTH, INNER)
        self.narrow = Product(INNER, WIDTH)
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)

    def forward(self, rows: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the rows after one more look at each other; ``mask`` is False for padding."""
        query, key, value = self.qkv(rows).split(WIDTH, -1)
        if torch.onnx.is_in_onnx_export():
            seen: Tensor = Attention.apply(query, key, value)
        else:
            seen = attend(query, key, value, mask)
        found = self.out(seen)
        rows = self.out_norm(rows + functional.dropout(found, _DROPPED, self.training))
        thought = self.narrow(functional.gelu(self.widen(rows)))
        return self.norm(rows + functional.dropout(thought, _DROPPED, self.training))


class Encoder(nn.Module):
    """Embeddings and the lowest layers of the base encoder, which stay as they are."""

    def __init__(self, pieces: int, layers: int) -> None:
        super().__init__()
        self.word = nn.Embedding(pieces, WIDTH)
        self.position = nn.Embedding(POSITIONS, WIDTH)
        self.kind = nn.Parameter(torch.zeros(WIDTH))
        self.norm = nn.LayerNorm(WIDTH, eps=_EPSILON)
        self.layers = nn.ModuleList([Layer() for _ in range(layers)])

    def embed(self, ids: Tensor) -> Tensor:
        """Return the rows of pieces before any layer."""
        return self.norm(self.word(ids) + self.position.weight[: ids.shape[1]].unsqueeze(0) + self.kind)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the rows of pieces behind the last layer."""
        rows = self.embed(ids)
        for layer in self.layers:
            rows = layer(rows, mask)
        return rows

    def take(self, base: Base, kept: Sequence[int]) -> None:
        """Take over the weights of the base encoder.

        Args:
            base: Where they come from.
            kept: Numbers of the pieces to keep.
        """
        sizes = base.sizes
        words = base.find("emb.word", sizes.pieces, WIDTH)[list(kept)]
        _fill(self.word.weight, words)
        _fill(self.position.weight, base.find("emb.pos", sizes.positions, WIDTH))
        _fill(self.kind, base.find("emb.type", 2, WIDTH)[0])
        _fill(self.norm.weight, base.find("emb.ln.w", WIDTH))
        _fill(self.norm.bias, base.find("emb.ln.b", WIDTH))
        for number, layer in enumerate(self.layers):
            _fill_layer(layer, base, f"l{number}")


def _fill_layer(layer: nn.Module, base: Base, name: str) -> None:
    assert isinstance(layer, Layer)
    parts = [torch.from_numpy(base.find(f"{name}.{part}.w", WIDTH, WIDTH)) for part in "qkv"]
    biases = [torch.from_numpy(base.find(f"{name}.{part}.b", WIDTH)) for part in "qkv"]
    with torch.no_grad():
        layer.qkv.weight.copy_(torch.cat(parts))
        layer.qkv.bias.copy_(torch.cat(biases))
    for linear, part in ((layer.out, "ao"), (layer.widen, "fi"), (layer.narrow, "fo")):
        _fill(linear.weight, base.find(f"{name}.{part}.w", *linear.weight.shape))
        _fill(linear.bias, base.find(f"{name}.{part}.b", *linear.bias.shape))
    for norm, part in ((layer.out_norm, "aln"), (layer.norm, "oln")):
        _fill(norm.weight, base.find(f"{name}.{part}.w", WIDTH))
        _fill(norm.bias, base.find(f"{name}.{part}.b", WIDTH))


def _fill(target: Tensor, values: object) -> None:
    with torch.no_grad():
        target.copy_(torch.as_tensor(values))


class Heads(nn.Module):
    """What is asked of each word, and the tables of distances and types."""

    def __init__(self) -> None:
        super().__init__()
        self.lexicon = nn.Embedding(TYPES + 1, 32)
        self.cast = nn.Embedding(NAMES + 2, 24)
        self.marked = nn.Embedding(4, 8)
        self.join = nn.Sequential(nn.Linear(WIDTH + 64, WIDTH), nn.GELU())
        self.tags = nn.Linear(WIDTH, TAGS)
        self.names = nn.Linear(WIDTH, NAMES)
        self.stances = nn.Linear(WIDTH, STATUSES)
        self.ask = nn.Linear(WIDTH, PAIR * PAIRS)
        self.answer = nn.Linear(WIDTH, PAIR * PAIRS)
        self.ask_bias = nn.Linear(WIDTH, PAIRS)
        self.answer_bias = nn.Linear(WIDTH, PAIRS)
        self.point = nn.Linear(WIDTH, POINTER * POINTERS)
        self.spot = nn.Linear(WIDTH, POINTER * POINTERS)
        self.null = nn.Linear(WIDTH, POINTERS)
        self.same = nn.Linear(WIDTH, SAME)
        self.distance = nn.Embedding(_PAIR_ROWS, PAIRS)
        self.kind = nn.Embedding(TYPES + 1, PAIRS)
        self.reach = nn.Embedding(_POINT_ROWS, POINTERS)
        self.product = nn.Linear(SAME, 1, bias=False)
        self.shared = nn.Linear(1, 1)

    def gather(self, rows: Tensor, pool: Tensor, features: Tensor) -> Tensor:
        """Return the rows of words: their pieces' mean with what grammar and lexicon know.

        Args:
            rows: Of pieces.
            pool: Shares of pieces in words, shape (batch, words, pieces).
            features: As `mithaq.reading.learnt.hearing.list_features` gives them, shape (3, batch, words).
        """
        known = self.lexicon(features[0]), self.cast(features[1]), self.marked(features[2])
        joined: Tensor = self.join(torch.cat([torch.bmm(pool, rows), *known], -1))
        return joined


class Voice(nn.Module):
    """The layers above the frozen ones with their heads: one opinion of what stands in a window."""

    def __init__(self, layers: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList([Layer() for _ in range(layers)])
        self.heads = Heads()

    def take(self, base: Base, first: int) -> None:
        """Take over the weights of the base encoder's layers from the layer ``first`` on."""
        for number, layer in enumerate(self.layers, start=first):
            _fill_layer(layer, base, f"l{number}")

    def hear(self, rows: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the rows of pieces behind the last layer.

        Args:
            rows: What the frozen layers give.
            mask: False for padding; None where there is none.
        """
        for layer in self.layers:
            rows = layer(rows, mask)
        return rows


class Nearby(nn.Module):
    """The layers that hear the words around one trigger again, with it marked."""

    def __init__(self, voice: Voice) -> None:
        """Begin with what a trained voice knows.

        Args:
            voice: Its layers and heads are taken over.
        """
        super().__init__()
        self.voice = voice
        self.mark = nn.Parameter(torch.randn(WIDTH) * _MARKED)

    def hear(self, rows: Tensor, marks: Tensor, mask: Tensor | None = None) -> Tensor:
        """Return the rows of pieces behind the last layer.

        Args:
            rows: What the frozen layers give.
            marks: 1 for the pieces of the trigger, else 0, shape (batch, pieces, 1).
            mask: False for padding; None where there is none.
        """
        return self.voice.hear(rows + marks * self.mark, mask)

    def forward(self, low: Tensor, marks: Tensor, pool: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs in the order of `mithaq.reading.learnt.closer.OUTPUTS`."""
        words = self.voice.heads.gather(self.hear(low, marks), pool, features)
        told = _list_heads(self.voice.heads, words)
        return tuple(told[name] for name in closer.OUTPUTS)


class Graph(nn.Module):
    """What is written out: pieces in, one row a word for each head out; voices are heard together.

    A mean of the voices' odds: of tags directly; of pairs, which are products, by laying what all voices ask and
    answer side by side.
    """

    def __init__(self, frozen: Encoder, voices: Sequence[Voice]) -> None:
        super().__init__()
        self.frozen, self.voices = frozen, nn.ModuleList(voices)

    def forward(self, ids: Tensor, pool: Tensor, features: Tensor) -> tuple[Tensor, ...]:
        """Return the outputs in the order of ``OUTPUTS`` of `mithaq.reading.learnt.encoder`, and ``LOW``."""
        rows = self.frozen(ids)
        told = [_list_outputs(voice, rows, pool, features) for voice in self.voices]
        scale = 1 / math.sqrt(len(told))
        found = []
        for name in encoder.OUTPUTS:
            tables = [outputs[name] for outputs in told]
            if name in _BESIDE:
                table = _lay_beside(tables, _BESIDE[name])
                found.append(table * scale if name in _ASKING else table)
            else:
                found.append(_average(tables))
        return (*found, rows)


def _list_outputs(voice: nn.Module, rows: Tensor, pool: Tensor, features: Tensor) -> dict[str, Tensor]:
    assert isinstance(voice, Voice)
    return _list_heads(voice.heads, voice.heads.gather(voice.hear(rows), pool, features))


def _list_heads(heads: Heads, words: Tensor) -> dict[str, Tensor]:
    """Return what the heads say of words, by name of output."""
    pairs, pointers = PARTS * PAIR, POINTED * POINTER
    return {
        "tags": heads.tags(words),
        "ask": _tell(heads.ask, words, pairs),
        "answer": _tell(heads.answer, words, pairs),
        "ask_bias": _tell(heads.ask_bias, words, PARTS),
        "answer_bias": _tell(heads.answer_bias, words, PARTS),
        "names": _tell_names(heads.names(words)),
        "stances": torch.log_softmax(heads.stances(words), -1),
        "point": _tell(heads.point, words, pointers),
        "spot": _tell(heads.spot, words, pointers),
        "null": _tell(heads.null, words, POINTED),
    }


def _tell(head: nn.Linear, words: Tensor, most: int) -> Tensor:
    """Return the first outputs of a head, of which alone the weights are then written."""
    return functional.linear(words, head.weight[:most], head.bias[:most])


def average(mean: Tensor, now: Tensor, seen: Tensor | int) -> Tensor:
    """Return the running mean of weights over some steps, for `torch.optim.swa_utils.AveragedModel`.

    Args:
        mean: The mean before.
        now: The weights.
        seen: How many it was made of.
    """
    return mean + (now - mean) / min(int(seen) + 1, REMEMBERED)


def _tell_names(odds: Tensor) -> Tensor:
    """Return the log-probabilities to be outside of names, to begin one, to go on with one, of whatever kind."""
    shares = torch.softmax(odds, -1)
    begins, goes_on = shares[..., 1::2].sum(-1), shares[..., 2::2].sum(-1)
    return torch.log(torch.stack([shares[..., 0], begins, goes_on], -1).clamp(min=_HARDLY))


def _average(tables: Sequence[Tensor]) -> Tensor:
    return torch.stack(list(tables)).mean(0)


def _lay_beside(tables: Sequence[Tensor], kinds: int) -> Tensor:
    parts = [table.unflatten(-1, (kinds, -1)) for table in tables]
    return torch.cat(parts, -1).flatten(-2)
