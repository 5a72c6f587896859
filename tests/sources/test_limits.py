from mithaq.sources import limits


def test_the_longest_text_fits_into_the_largest_file() -> None:
    assert limits.MAX_FILE >= 4 * limits.MAX_TEXT
    assert limits.MAX_PART <= limits.MAX_UNPACKED
    assert limits.RATIO_FROM >= limits.MAX_TEXT
