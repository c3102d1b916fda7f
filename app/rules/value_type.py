"""Value types: frozen dataclasses with slots that are quick to define and to make."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import MISSING, Field, FrozenInstanceError, dataclass, field, fields
from operator import attrgetter
from typing import Any, Final, TypeVar, cast, dataclass_transform

T = TypeVar("T")
_MADE_ANEW: Final = object()
"""Stands for a default that is made anew for each value, as an empty mapping."""


@dataclass_transform(frozen_default=True, field_specifiers=(field, Field))
def value_type(cls: type[T]) -> type[T]:
    """Make a class a frozen dataclass with slots, equal by value.

    The same as `dataclass(frozen=True, slots=True)`, which compiles six functions for a class; here only the one that
    makes a value is compiled, and all others are shared. What the class defines itself is kept. At least one field is
    compared.

    >>> @value_type
    ... class Stay:
    ...     place: str
    ...     nights: int = field(default=1, repr=False)
    ...     note: str = field(default="", compare=False)
    ...     bills: list[int] = field(default_factory=list, repr=False, compare=False)
    >>> Stay("苏州") == Stay("苏州", note="late"), Stay("苏州") == Stay("苏州", 2), Stay("苏州") == "苏州"
    (True, False, False)
    >>> len({Stay("苏州"), Stay("苏州", note="late"), Stay("苏州", 2)})
    2
    >>> Stay("苏州", 2), Stay("苏州").bills is Stay("苏州").bills
    (Stay(place='苏州', note=''), False)
    >>> Stay("苏州").nights = 3
    Traceback (most recent call last):
    dataclasses.FrozenInstanceError: cannot assign to field 'nights'
    >>> del Stay("苏州").nights
    Traceback (most recent call last):
    dataclasses.FrozenInstanceError: cannot delete field 'nights'
    >>> Stay()
    Traceback (most recent call last):
    TypeError: Stay.__init__() missing 1 required positional argument: 'place'
    """
    cls.__doc__ = cls.__doc__ or cls.__name__  # or `dataclass` would spell out the signature
    made: Any = dataclass(init=False, repr=False, eq=False, slots=True)(cls)
    every = fields(made)
    compared = attrgetter(*(each.name for each in every if each.compare))

    def equal(self: T, other: object) -> bool:
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def hashed(self: T) -> int:
        return hash(compared(self))

    own = vars(cls)
    for name, method in (("__eq__", equal), ("__hash__", hashed), ("__init__", _making(made, every)), *_SHARED):
        if name not in own:
            setattr(made, name, method)
    return cast("type[T]", made)


def _making(cls: type, every: Sequence[Field[Any]]) -> Callable[..., None]:
    """The function that fills a value, written out for its fields: it is called more than all else."""
    names = ", ".join(_parameters(every))
    filled = (each for each in every if each.init or each.default_factory is not MISSING)
    lines = [f"put(self, {each.name!r}, {_given(each)})" for each in filled]
    lines += ["self.__post_init__()"] if hasattr(cls, "__post_init__") else []
    body = "\n  ".join(lines)
    known = {"put": object.__setattr__, "anew": _MADE_ANEW}
    known |= {f"default_{each.name}": each.default for each in every if each.default is not MISSING}
    known |= {f"make_{each.name}": each.default_factory for each in every if each.default_factory is not MISSING}
    made: dict[str, Any] = {}
    exec(f"def __init__(self, {names}):\n  {body}", known, made)  # noqa: S102  nothing but names of fields is put in
    making: Callable[..., None] = made["__init__"]
    making.__qualname__ = f"{cls.__qualname__}.__init__"
    return making


def _parameters(every: Sequence[Field[Any]]) -> Iterator[str]:
    for each in every:
        if each.init:
            anew, fixed = each.default_factory is not MISSING, each.default is not MISSING
            yield f"{each.name}=anew" if anew else f"{each.name}=default_{each.name}" if fixed else each.name


def _given(each: Field[Any]) -> str:
    if each.default_factory is MISSING:
        return each.name
    return f"make_{each.name}() if {each.name} is anew else {each.name}" if each.init else f"make_{each.name}()"


def _repr(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self) if each.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_assignment(_self: object, name: str, _value: object) -> None:
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deletion(_self: object, name: str) -> None:
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, each.name) for each in fields(self)]


def _restore(self: Any, state: list[Any]) -> None:
    for each, value in zip(fields(self), state, strict=True):
        object.__setattr__(self, each.name, value)


_SHARED: Final[tuple[tuple[str, Any], ...]] = (
    ("__repr__", _repr),
    ("__setattr__", _refuse_assignment),
    ("__delattr__", _refuse_deletion),
    ("__getstate__", _state),
    ("__setstate__", _restore),
)
