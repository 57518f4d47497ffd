"""The tree of turns: nothing is lost, back and forward undo each other."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.session.history import START, History


def test_a_new_tree_stands_at_the_start_and_going_back_or_forward_changes_nothing() -> None:
    empty: History[str] = History()
    assert empty.at == START
    assert empty.turns() == ()
    assert empty.back() is empty
    assert empty.forward() is empty
    assert empty.ends() == (START,)


def test_a_branch_keeps_the_one_that_was_left() -> None:
    tree: History[str] = History[str]().add("a").add("b")
    other = tree.back().add("c")
    assert other.turns() == ("a", "c")
    assert other.goto(2).turns() == ("a", "b")
    assert other.children(1) == (2, 3)
    assert other.ends() == (2, 3)


def test_forward_follows_the_branch_last_walked() -> None:
    tree: History[str] = History[str]().add("a").add("b").back().add("c").back()
    assert tree.forward().turns() == ("a", "c")
    walked_b = tree.goto(2).back()
    assert walked_b.forward().turns() == ("a", "b")
    assert tree.goto(2).goto(START).forward().forward().turns() == ("a", "b")


def test_a_tree_is_never_changed_in_place() -> None:
    tree: History[str] = History[str]().add("a")
    tree.add("b")
    tree.back()
    assert tree.turns() == ("a",)
    assert len(tree.nodes) == 1
    with pytest.raises(TypeError):
        tree.nodes[9] = tree.nodes[1]  # type: ignore[index]


def test_a_number_is_given_once() -> None:
    tree: History[str] = History[str]().add("a", 4)
    assert tree.next_id == 5
    with pytest.raises(ValueError, match="4"):
        tree.add("b", 4)
    with pytest.raises(KeyError):
        tree.goto(3)


@given(st.lists(st.sampled_from(["add", "back", "forward", "goto"]), max_size=60), st.randoms())
def test_whatever_is_done_every_turn_ever_taken_can_be_reached_again(moves: list[str], luck: Random) -> None:
    tree: History[int] = History()
    paths: dict[int, tuple[int, ...]] = {START: ()}
    for count, move in enumerate(moves):
        if move == "add":
            before = tree.turns()
            tree = tree.add(count)
            paths[tree.at] = (*before, count)
        elif move == "goto":
            tree = tree.goto(luck.choice(sorted(paths)))
        else:
            moved = tree.back() if move == "back" else tree.forward()
            if move == "back" and tree.at != START:
                assert moved.forward().at == tree.at
            tree = moved
        assert tree.turns() == paths[tree.at]
    assert all(tree.goto(node).turns() == path for node, path in paths.items())
