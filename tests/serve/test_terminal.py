"""A terminal that is held up: nobody waits for it, and what it shows afterwards is in order."""

from __future__ import annotations

import threading
import time

from pmdocs.serve.terminal import MOST, Terminal


def test_nobody_waits_and_the_order_stays() -> None:
    held, shown, ended = threading.Event(), list[str](), threading.Event()

    def write(line: str) -> None:
        held.wait(10)
        shown.append(line)
        if line == "last":
            ended.set()

    terminal = Terminal(write)
    for number in range(MOST + 500):
        terminal.say(str(number))
    held.set()
    while len(shown) < MOST:
        time.sleep(0.001)
    terminal.say("last")
    assert ended.wait(10)
    assert shown[:MOST] == [str(number) for number in range(MOST)]


def test_a_terminal_that_is_gone_is_none_of_our_business() -> None:
    gone = threading.Event()

    def write(line: str) -> None:
        gone.set()
        raise BrokenPipeError(line)

    terminal = Terminal(write)
    terminal.say("one")
    assert gone.wait(10)
    terminal.say("two")
