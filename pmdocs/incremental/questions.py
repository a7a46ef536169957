"""How a question about the site is declared: once, as the method that answers it.

Whoever calls the method has asked the question, and the view that it was asked of notes that. Asked again, the
question is answered by the same method; ``counts`` says what of the answer matters, where that is not all of it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

Question = tuple[Any, ...]
"""The name of a question and what it is about, as JSON can hold it: ``("entry", "en", "okr-q2")``."""


class Declared(Generic[P, T]):
    """A question: how it is answered, and what of the answer counts."""

    def __init__(self, answer: Callable[Concatenate[Any, P], T]) -> None:
        self.answer, self.name, self.__doc__ = answer, answer.__name__, answer.__doc__
        self.reduce: Callable[[Any, Any], object] | None = None

    def counts(self, reduce: Callable[[Any, T], object]) -> Callable[[Any, T], object]:
        """Say what of an answer counts: a text, which is its own digest, or anything whose ``repr`` says all."""
        self.reduce = reduce
        return reduce


class question(Declared[P, T]):  # noqa: N801 -- a decorator
    """Declares a question with arguments; these are texts and numbers."""

    def __get__(self, view: Any, _owner: object = None) -> Callable[P, T]:
        def asked(*args: P.args, **kwargs: P.kwargs) -> T:
            view.note((self.name, *args))
            return self.answer(view, *args, **kwargs)

        return asked


class fact(Declared[[], T]):  # noqa: N801 -- a decorator
    """Declares a question without arguments, which is asked like a property."""

    def __get__(self, view: Any, _owner: object = None) -> T:
        view.note((self.name,))
        return self.answer(view)


def questions(view: type) -> dict[str, Declared[..., Any]]:
    """Return the questions that a class declares, by name."""
    found = (vars(base).values() for base in reversed(view.__mro__))
    return {one.name: one for values in found for one in values if isinstance(one, Declared)}
