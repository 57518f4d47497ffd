"""Translated: the stretches of a season as code of the processor at hand, compiled once or kept from before.

To compile takes a second for a large season, half of it in the interpreter; to take what was kept, a few milliseconds.
The same code is made in any case, and put in place in the same way.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import llvmlite.binding as llvm
from llvmlite import ir

from game.rules.courtesy import give_way
from game.rules.fused import DATA, WIDTH, Kernel, Stretch


@dataclass(frozen=True, slots=True)
class Compiled:
    """The compiled stretches, and what keeps the code alive."""

    kernels: tuple[Callable[[int, int, int, int], None], ...]
    engine: Any


def _told(stretch: Stretch) -> str:
    """All that the code of a stretch hangs on."""
    give_way()
    calls = [(call.does.__name__, call.takes, call.gives) for call in stretch.calls]
    shapes = sorted((at, shape, stretch.place.get(at)) for at, shape in stretch.shapes.items())
    return repr((calls, shapes, sorted(stretch.left), stretch.regions))


def _translated(stretches: Sequence[Stretch], machine: llvm.TargetMachine) -> bytes:
    """The object code of a season."""
    module = ir.Module("season")
    for at, stretch in enumerate(stretches):
        Kernel(stretch, module, f"stretch{at}")
    module.triple = machine.triple
    module.data_layout = str(machine.target_data)
    parsed = llvm.parse_assembly(str(module), llvm.create_context())  # let go of with it
    _let_go(module)
    parsed.verify()
    code: bytes = machine.emit_object(parsed)
    return code


def _let_go(module: ir.Module) -> None:
    """Untangle what was written down, hundreds of thousands of things that refer to each other, so that it goes now."""
    for function in module.functions:
        for block in function.blocks:
            for each in block.instructions:
                if isinstance(each, ir.PhiInstr):
                    each.incomings.clear()
            block.instructions.clear()
            give_way()


class Store(Protocol):
    """Where code is kept that was compiled before."""

    def get(self, name: str) -> bytes | None:
        """The code of this name, if it is there unharmed."""
        ...

    def put(self, name: str, code: bytes) -> None:
        """Keep code under this name, if that can be."""
        ...


def compiled(stretches: Sequence[Stretch], store: Store | None = None) -> Compiled:
    """The stretches of a season compiled for the processor at hand, or taken from where they are kept."""
    llvm.initialize_native_target()
    llvm.initialize_native_asmprinter()
    aim = {"cpu": llvm.get_host_cpu_name(), "features": llvm.get_host_cpu_features().flatten()}
    machine = llvm.Target.from_default_triple().create_target_machine(**aim, opt=2)
    on = llvm.llvm_version_info, machine.triple, aim, DATA, WIDTH
    name = "\n".join([*map(str, on), *map(_told, stretches)])
    code = None if store is None else store.get(name)
    if code is None:
        code = _translated(stretches, machine)
        if store is not None:
            store.put(name, code)
    engine = llvm.create_mcjit_compiler(llvm.parse_assembly(""), machine)
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    kernel = ctypes.CFUNCTYPE(None, ctypes.c_int64, ctypes.c_int64, ctypes.c_int64, ctypes.c_void_p)
    return Compiled(tuple(kernel(engine.get_function_address(f"stretch{at}")) for at in range(len(stretches))), engine)
