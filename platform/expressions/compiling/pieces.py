"""What pieces of Python source are made with."""

from __future__ import annotations

from collections.abc import Callable


class Pieces:
    """The names a compiled expression uses: values that are kept, functions, results on the way."""

    def __init__(self) -> None:
        self.names: dict[str, object] = {"__builtins__": {}, "nothing": {}}
        self._results = 0

    def fresh(self) -> str:
        """A name for a result."""
        self._results += 1
        return f"t{self._results}"

    def keep(self, value: object) -> str:
        """The name of a value."""
        name = f"k{len(self.names)}"
        self.names[name] = value
        return name

    def use(self, function: Callable[..., object]) -> str:
        """The name of a function of ours."""
        self.names[function.__name__] = function
        return function.__name__

    def kleene(self, pieces: list[str], is_and: bool) -> str:
        """All of the conditions `pieces` (or any of them), where some may be unknown."""
        names = [self.fresh() for _ in pieces]
        tests = "".join(
            f"{not is_and} if ({name} := {piece}) is {not is_and} else "
            for name, piece in zip(names, pieces, strict=True)
        )
        unknown = " or ".join(f"{name} is None" for name in names)
        return f"({tests}None if {unknown} else {is_and})"
