from mithaq.sources.refusal import RefusalError, refuse


def test_a_refusal_names_place_and_remedy() -> None:
    found = RefusalError("huge", "the file is too large", "Cut it").at("a.zip!b.txt")
    assert found.kind == "huge"
    assert found.origin == "a.zip!b.txt"
    assert str(found.error) == "a.zip!b.txt: the file is too large. Cut it"
    other = refuse("huge", "the file is too large", "a.zip!b.txt", "Cut it")
    assert str(other.error) == str(found.error)
