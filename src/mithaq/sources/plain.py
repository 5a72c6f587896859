"""Plain text: the whole text is kept as it was published; only the decoding is applied."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from mithaq.sources.draft import Draft, Item
from mithaq.sources.encoding import Decoded, decode
from mithaq.sources.limits import MAX_FILE
from mithaq.sources.walk import read_item
from mithaq.sources.webpage import is_page, read_page

_ARABIC_REFERENCE = re.compile("&#(?:1[56]\\d\\d|x0?6[0-9a-f]{2});", re.IGNORECASE)


def read_plain(item: Item) -> Iterator[Draft]:
    """Return the one text of a .txt file; a web page that was saved as .txt is read as a page."""
    data = read_item(item.unseal, MAX_FILE)
    if is_page(data):
        yield read_page(data, item)
        return
    decoded = decode(data)
    text = decoded.text
    if "&#" in text and len(_ARABIC_REFERENCE.findall(text)) * 10 > len(text.split()):
        text = html.unescape(text)
    yield Draft(text, item.origin, item.stem, note=note_damage(decoded))


def note_damage(decoded: Decoded) -> str:
    """Return what the log says about broken characters; empty where there are none."""
    if not decoded.replaced:
        return ""
    return f"{decoded.replaced} broken characters stand as U+FFFD ({decoded.encoding})"
