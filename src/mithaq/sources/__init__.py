"""Files, folders and archives to documents; one reader per format, encodings detected."""

from mithaq.sources.collect import READERS, count_files, read_documents, read_items
from mithaq.sources.refusal import Kind, Refused

__all__ = ["READERS", "Kind", "Refused", "count_files", "read_documents", "read_items"]
