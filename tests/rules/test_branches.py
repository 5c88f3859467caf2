"""Every branch of every rule is reached by an example: each condition has been true, and has been false.

Reads the bytecode that the pinned Python makes. A condition jumps or goes on; a loop enters or ends.
"""

import dis
import inspect
import sys
from collections.abc import Iterator
from functools import _lru_cache_wrapper
from types import CodeType, FrameType, ModuleType
from typing import TYPE_CHECKING

import pytest

from app.rules import ALL_RULES, RULE_FAILED
from app.rules.families.guidance_family import record_method
from app.rules.families.inclusion import removal
from app.rules.lookups import (
    documentation,
    lone_add_ons,
    ncci,
    pair_edits,
    partners,
    places,
    primaries,
    radiology,
    surplus,
)

if TYPE_CHECKING:
    from _typeshed import TraceFunction

# Where the rules are written, and the look-ups that they share.
MODULES = sorted(
    {sys.modules[rule.check.__module__] for rule in ALL_RULES if rule is not RULE_FAILED}
    | {lone_add_ons, record_method, removal}
    | {documentation, ncci, pair_edits, partners, places, primaries, radiology, surplus},
    key=lambda module: module.__name__,
)
Arc = tuple[CodeType, int, int]


def code_objects(code: CodeType) -> Iterator[CodeType]:
    """A code object and those inside it: generator expressions, lambdas."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from code_objects(constant)


def functions(module: ModuleType) -> Iterator[CodeType]:
    """The code of every function that is written in a module, rules included."""
    for value in vars(module).values():
        found = inspect.unwrap(getattr(value, "check", value))
        if inspect.isfunction(found) and found.__code__.co_filename == module.__file__:
            yield from code_objects(found.__code__)


def branches(code: CodeType) -> Iterator[Arc]:
    """Both ways out of each conditional jump."""
    instructions = list(dis.get_instructions(code))
    starts: dict[int, int] = {}  # an instruction with a long argument is seen at its prefix
    prefix = -1
    for instruction in instructions:
        starts[instruction.offset] = prefix if prefix >= 0 else instruction.offset
        prefix = starts[instruction.offset] if instruction.opname == "EXTENDED_ARG" else -1
    for at, instruction in enumerate(instructions):
        if "_IF_" in instruction.opname or instruction.opname == "FOR_ITER":
            yield code, starts[instruction.offset], starts[instruction.argval]
            yield code, starts[instruction.offset], starts[instructions[at + 1].offset]


def forget_answers() -> None:
    """Empty the caches of the modules: what another test asked would not be run again, and not be seen."""
    for module in MODULES:
        for value in vars(module).values():
            if isinstance(value, _lru_cache_wrapper):
                value.cache_clear()


def reached() -> set[Arc]:
    """Run every example and watch each instruction; the steps that were taken."""
    forget_answers()
    files = {module.__file__ for module in MODULES}
    seen: set[Arc] = set()
    last: dict[FrameType, int] = {}

    def watch(frame: FrameType, event: str, _: object) -> "TraceFunction | None":
        if frame.f_code.co_filename not in files:
            return None
        frame.f_trace_opcodes = True
        frame.f_trace_lines = False
        if event == "opcode":
            if frame in last:
                seen.add((frame.f_code, last[frame], frame.f_lasti))
            last[frame] = frame.f_lasti
        elif event == "return" and frame.f_code.co_flags & inspect.CO_GENERATOR == 0:
            last.pop(frame, None)
        return watch

    before = sys.gettrace()  # that of a debugger, or of coverage
    sys.settrace(watch)
    try:
        for rule in ALL_RULES:
            for example in rule.examples:
                claim, facts = example.make()
                list(rule.check(claim, facts))
    finally:
        sys.settrace(before)
    return seen


@pytest.mark.skipif(sys.version_info[:2] != (3, 11), reason="reads the bytecode of Python 3.11")
def test_examples_reach_every_branch() -> None:
    seen = reached()
    missed = sorted(
        {
            f"{module.__name__}:{_line(code, offset)} {code.co_name}, to line {_line(code, target)}"
            for module in MODULES
            for function in functions(module)
            for code, offset, target in branches(function)
            if (code, offset, target) not in seen
        }
    )
    assert not missed, "\n".join(missed)


def _line(code: CodeType, offset: int) -> int:
    lines = [line for start, end, line in code.co_lines() if start <= offset < end and line]
    return lines[0] if lines else code.co_firstlineno
