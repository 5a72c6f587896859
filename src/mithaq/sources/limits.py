"""How much one document, file and archive may hold before it is refused as huge."""

from __future__ import annotations

from typing import Final

MAX_TEXT: Final = 5_000_000
"""Most code points of one document's text; a long book has about one million."""

MAX_FILE: Final = 20_000_000
"""Most bytes of one .txt or .html file: four bytes for each code point of the longest text."""

MAX_PACKED: Final = 50_000_000
"""Most bytes of one .docx or .pdf file, pictures included."""

MAX_PART: Final = 50_000_000
"""Most bytes of one unpacked part of a .docx file, or stream of a .pdf file."""

MAX_UNPACKED_PDF: Final = 2_000_000_000
"""Most bytes of all streams of one .pdf file together, unpacked; pictures that are packed otherwise do not count."""

MAX_PAGES: Final = 5_000
"""Most pages of one .pdf file."""

MAX_TABLE: Final = 500_000_000
"""Most bytes of one .json file, which is read as a whole; .jsonl is read line by line and has no limit."""

MAX_MEMBERS: Final = 100_000
"""Most members of one archive."""

MAX_UNPACKED: Final = 10_000_000_000
"""Most bytes of all members of one archive together, unpacked."""

MAX_RATIO: Final = 200
"""How many times larger than packed a member may be, once it is larger than ``RATIO_FROM``."""

RATIO_FROM: Final = 10_000_000
"""Unpacked bytes from which ``MAX_RATIO`` holds; a short repetitive text is harmless."""
