"""Sentences by key, and the slots that may stand in them."""

import pytest

from game.scenario.words import Words, slots


def test_slots_are_filled() -> None:
    words = Words({"grain": "{tonnes:.1f} million tonnes, {share:.0%} of it sold", "plain": "Nothing to fill"})
    assert words("grain", tonnes=70.14, share=0.15) == "70.1 million tonnes, 15% of it sold"
    assert words("plain", unused=1) == "Nothing to fill"
    assert Words({"braces": "{{a}}"})("braces") == "{a}"


def test_a_missing_sentence_and_a_missing_number_are_named() -> None:
    words = Words({"grain": "{tonnes:.1f} Mt"})
    with pytest.raises(KeyError, match="bread"):
        words("bread")
    with pytest.raises(KeyError, match="tonnes"):
        words("grain")


def test_keys_below_a_start() -> None:
    words = Words({"lever.a.label": "A", "lever.ab.label": "AB", "reading.a": "R"})
    assert list(words.below("lever.a")) == ["lever.a.label"]
    assert "lever.a.label" in words
    assert "lever.a" not in words


def test_slots_are_found_with_their_format() -> None:
    assert slots("{a} and {b:,.0f}, {{not this}}") == {"a": "", "b": ",.0f"}


@pytest.mark.parametrize(
    "sentence",
    ["{", "a }", "{a.__class__}", "{a[0]}", "{}", "{0}", "{a!r}", "{a:>1000000000}", "{a:{width}}", "{a:.99f}"],
)
def test_a_slot_that_does_more_than_print_is_refused(sentence: str) -> None:
    with pytest.raises(ValueError, match="has a"):
        slots(sentence)
