"""EDTF values that carry their precision (Library of Congress, Extended Date/Time Format, 2019)."""
