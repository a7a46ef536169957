"""One thread, the urgent calls first, idle work in between."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import pytest

from pmdocs.serve.executor import Priority, PriorityExecutor

Make = Callable[..., PriorityExecutor]


@pytest.fixture
def make() -> Iterator[Make]:
    made = []

    def start(idle: Callable[[Callable[[], bool]], bool] = lambda _: False) -> PriorityExecutor:
        made.append(PriorityExecutor(idle))
        made[-1].start()
        return made[-1]

    yield start
    for one in made:
        one.close(5)


def test_urgent_calls_come_first_and_equals_in_turn(make: Make) -> None:
    order: list[str] = []
    free = threading.Event()
    executor = make()
    executor.submit(Priority.NOW, free.wait, 5)
    for name in ("a", "b"):
        executor.submit(Priority.SOON, order.append, f"soon {name}")
    last = [executor.submit(Priority.NOW, order.append, f"now {name}") for name in ("a", "b")]
    free.set()
    last[-1].result(5)
    executor.submit(Priority.SOON, lambda: None).result(5)
    assert order == ["now a", "now b", "soon a", "soon b"]


def test_all_calls_share_one_thread(make: Make) -> None:
    executor = make()
    names = {executor.submit(Priority.NOW, threading.get_ident).result(5) for _ in range(20)}
    assert len(names) == 1
    assert threading.get_ident() not in names


def test_an_exception_belongs_to_its_caller_and_the_thread_lives(make: Make) -> None:
    executor = make()
    with pytest.raises(ZeroDivisionError):
        executor.submit(Priority.NOW, lambda: 1 // 0).result(5)
    assert executor.submit(Priority.NOW, lambda: 2).result(5) == 2


def test_idle_work_makes_way_and_goes_on_afterwards(make: Make) -> None:
    begun, ended = threading.Event(), threading.Event()
    rounds: list[int] = []

    def idle(stop: Callable[[], bool]) -> bool:
        rounds.append(1)
        begun.set()
        while len(rounds) == 1 and not stop():
            ended.wait(0.001)
        if len(rounds) > 3:
            ended.set()
        return len(rounds) <= 3

    executor = make(idle)
    assert begun.wait(5)
    assert executor.submit(Priority.NOW, lambda: "served").result(5) == "served"
    assert ended.wait(5)


def test_work_that_is_done_is_not_asked_for_again_until_something_happens(make: Make) -> None:
    rounds: list[int] = []

    def idle(_stop: Callable[[], bool]) -> bool:
        rounds.append(1)
        return False

    executor = make(idle)
    for n in range(1, 4):
        executor.submit(Priority.NOW, lambda: None).result(5)
        executor.submit(Priority.SOON, lambda: None).result(5)
        assert len(rounds) <= 2 * n + 1


def test_closing_drops_what_waits(make: Make) -> None:
    free = threading.Event()
    executor = make()
    executor.submit(Priority.NOW, free.wait, 5)
    waiting = executor.submit(Priority.NOW, lambda: None)
    executor.close(0)
    free.set()
    assert waiting.cancelled()
    assert executor.submit(Priority.NOW, lambda: None).cancelled()
