"""Quick judging: texts with marked words, names and dates, and answers in a few signs an act.

A reader marks where acts might be told, who is named and when; whoever judges writes one short line an act, as
``INSTRUCTIONS.md`` says. That is several times quicker than writing whole annotations, and gives acts, parts, statuses
and dates to learn from; names, content, milestones and figures are not judged. ``python -m tools.judge mark`` chooses
and marks texts of the corpus, ``python -m tools.judge read`` makes annotations of the answers, which ``tools.further``
keeps.
"""
