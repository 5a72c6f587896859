"""PDF files made by hand: each letter at its own place, with whatever the file says it is."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence

SIZE = 12.0
WIDTH = 0.5  # of a letter, em

Drawn = tuple[str, float, float]
_RUN = re.compile(r"[0-9A-Za-z]+(?:[.,:/-][0-9A-Za-z]+)*|.", re.DOTALL)


def draw_line(text: str, right: float = 500, base: float = 700, size: float = SIZE) -> list[Drawn]:
    """Return where the letters of a line stand that is written from the right; blanks are white only."""
    drawn: list[Drawn] = []
    step = WIDTH * size
    for run in _RUN.findall(text):
        for at, char in enumerate(run):
            left = right - step * (len(run) - at)
            if char != " ":
                drawn.append((char, left, base))
        right -= step * len(run)
    return drawn


def draw_lines(texts: Sequence[str], right: float = 500, top: float = 700, pitch: float = 18) -> list[Drawn]:
    return [place for at, text in enumerate(texts) for place in draw_line(text, right, top - at * pitch)]


def make_pdf(
    pages: Sequence[Sequence[Drawn]],
    *,
    size: float = SIZE,
    info: Mapping[str, str] | None = None,
    turn: tuple[float, float, float, float] = (1, 0, 0, 1),
    extra: Sequence[bytes] = (),
    trailer: bytes = b"",
) -> bytes:
    """Return a PDF file: one font without shapes, whose letters are told by its own table."""
    letters = sorted({text for page in pages for text, _, _ in page})
    codes = {text: number for number, text in enumerate(letters, start=1)}
    objects: list[bytes] = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{7 + 2 * at} 0 R" for at in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    names = " ".join(f"/c{code}" for code in codes.values())
    shapes = " ".join(f"/c{code} 4 0 R" for code in codes.values())
    widths = " ".join([str(int(WIDTH * 1000))] * len(codes))
    objects.append(
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 500 700] /FontMatrix [0.001 0 0 0.001 0 0]"
        f" /CharProcs << {shapes} >> /Encoding << /Type /Encoding /Differences [1 {names}] >>"
        f" /FirstChar 1 /LastChar {len(codes)} /Widths [{widths}] /Resources << >> /ToUnicode 5 0 R >>".encode()
    )
    objects.append(
        _make_stream(f"{WIDTH * 1000} 0 0 0 {WIDTH * 1000} 700 d1 0 0 {WIDTH * 1000} 700 re f".encode())
    )
    objects.append(_make_stream(_write_table(codes)))
    named = "".join(f" /{key} {_write_text(value)}" for key, value in (info or {}).items())
    objects.append(f"<<{named} >>".encode())
    for at, page in enumerate(pages):
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {8 + 2 * at} 0 R"
            " /Resources << /Font << /F 3 0 R >> >> >>".encode()
        )
        objects.append(_make_stream(_write_page(page, codes, size, turn)))
    return _write_file([*objects, *extra], trailer)


def _write_page(page: Sequence[Drawn], codes: Mapping[str, int], size: float, turn: Sequence[float]) -> bytes:
    a, b, c, d = turn

    def write() -> Iterator[str]:
        yield f"BT /F {size} Tf"
        for text, x, y in page:
            yield f"{a} {b} {c} {d} {a * x + c * y:.3f} {b * x + d * y:.3f} Tm <{codes[text]:02X}> Tj"
        yield "ET"

    return "\n".join(write()).encode()


def _write_table(codes: Mapping[str, int]) -> bytes:
    rows = "\n".join(f"<{code:02X}> <{text.encode('utf-16-be').hex()}>" for text, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /T def /CMapType 2 def\n"
        "1 begincodespacerange <00> <FF> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar\nendcmap end end"
    ).encode()


def _make_stream(content: bytes) -> bytes:
    packed = zlib.compress(content)
    head = f"<< /Length {len(packed)} /Filter /FlateDecode >>".encode()
    return head + b"\nstream\n" + packed + b"\nendstream"


def _write_text(value: str) -> str:
    return "<feff" + value.encode("utf-16-be").hex() + ">"


def _write_file(objects: Sequence[bytes], trailer: bytes) -> bytes:
    data = b"%PDF-1.7\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + content + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    data += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 6 0 R ".encode() + trailer
    return data + f" >>\nstartxref\n{start}\n%%EOF\n".encode()
