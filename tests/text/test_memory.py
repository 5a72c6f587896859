"""Memory of words: what was found once is not looked for again, until there are too many."""

from __future__ import annotations

from mithaq.text.memory import Memory


def test_a_word_is_looked_up_once() -> None:
    asked: list[str] = []

    def find(word: str) -> int:
        asked.append(word)
        return len(word)

    memory = Memory(find, 2)
    assert [memory[word] for word in ("هدنة", "هدنة", "تبادل", "هدنة")] == [4, 4, 5, 4]
    assert asked == ["هدنة", "تبادل"]
    assert memory["وسيط"] == len("وسيط")
    assert list(memory) == ["وسيط"]
    assert memory["هدنة"] == len("هدنة")
    assert asked == ["هدنة", "تبادل", "وسيط", "هدنة"]
