"""The commands that follow cases: list, show, judge, merge, split, move."""
