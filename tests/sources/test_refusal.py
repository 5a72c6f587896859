from mithaq.sources.refusal import RefusalError, refuse


def test_a_refusal_names_place_and_remedy() -> None:
    found = RefusalError("huge", "sources.line-huge", most=1000).at("a.zip!b.txt")
    assert found.kind == "huge"
    assert found.origin == "a.zip!b.txt"
    assert str(found.error) == "a.zip!b.txt: the line is longer than 1,000 bytes. Cut the text into documents"
    other = refuse("huge", "sources.line-huge", "a.zip!b.txt", most=1000)
    assert found.error.reason == other.error.reason
    assert str(other.error) == str(found.error)
