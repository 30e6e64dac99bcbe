"""What the import statements in moto's modules get: stand-ins for the modules that give time and randomness.

moto's modules take their sources by import; so the imports of moto's own modules are answered here, whatever
name a module gives to what it imports, at its top or inside a function. The rest of the program, moto's
dependencies included, imports what it always did.
"""

import builtins
import importlib
import importlib.abc
import importlib.machinery
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache, partial
from types import ModuleType
from typing import Any, Final

from landform.cloud.moto_moment import MOMENT
from landform.cloud.moto_sources import (
    STRAY,
    ClockedDate,
    ClockedDatetime,
    Generator,
    Importing,
    InlineThread,
    KeyClass,
    at_now,
    drawn_key,
    moto_random,
    now,
    now_ns,
    seeded_by,
    sleep,
    strftime,
    timer,
)

MOTO: Final = "moto"

DRAWN_FROM_MOTO: Final = frozenset(
    {
        # These modules drew from moto's own generator in the first logs; with another, the ids of those
        # logs would change.
        "moto.cloudwatch.models",
        "moto.dynamodb.models.table_export",
        "moto.dynamodb.models.table_import",
        "moto.ec2.models.reserved_instances",
        "moto.elasticache.models",
        "moto.fsx.models",
        "moto.kms.utils",
        "moto.sagemaker.models",
    }
)

KEY_MODULES: Final[Mapping[str, Mapping[str, Callable[[Any], Any]]]] = {
    f"cryptography.hazmat.primitives.asymmetric.{module}": {name: seam}
    for module, name, seam in (
        ("dsa", "generate_private_key", drawn_key),
        ("ec", "generate_private_key", drawn_key),
        ("ed25519", "Ed25519PrivateKey", KeyClass),
        ("ed448", "Ed448PrivateKey", KeyClass),
        ("rsa", "generate_private_key", drawn_key),
        ("x25519", "X25519PrivateKey", KeyClass),
    )
}

TIME: Final[Mapping[str, Mapping[str, Any]]] = {
    "datetime": {"datetime": ClockedDatetime, "date": ClockedDate},
    "time": {
        "time": now,
        "time_ns": now_ns,
        "sleep": sleep,
        "strftime": strftime,
        **{name: at_now(name) for name in ("ctime", "gmtime", "localtime")},
    },
    "threading": {"Thread": InlineThread, "Timer": timer},
}

RANDOM_FUNCTIONS: Final = (
    *(
        "betavariate",
        "choice",
        "choices",
        "expovariate",
        "gammavariate",
        "gauss",
        "getrandbits",
        "lognormvariate",
    ),
    *("normalvariate", "paretovariate", "randbytes", "randint", "random", "randrange", "sample", "shuffle"),
    *("triangular", "uniform", "vonmisesvariate", "weibullvariate"),
)
SECRETS_FUNCTIONS: Final = ("choice", "randbelow", "randbits", "token_bytes", "token_hex", "token_urlsafe")


def _stand_ins(generator: Generator) -> dict[str, Mapping[str, Any]]:
    """The names that are replaced, by module."""
    return {
        **TIME,
        "cryptography.x509": {"random_serial_number": generator.random_serial_number},
        "os": {"urandom": generator.urandom},
        "random": {name: generator.random_function(name) for name in RANDOM_FUNCTIONS},
        "secrets": {name: getattr(generator, name) for name in SECRETS_FUNCTIONS},
        "uuid": {"uuid1": generator.uuid1, "uuid4": generator.uuid4},
    }


TABLES: Final = {
    True: _stand_ins(Generator(moto_random)),
    False: _stand_ins(Generator(lambda: STRAY)),
}
"""By whether moto's own generator is drawn from."""

REPLACED: Final = frozenset({*TABLES[True], *KEY_MODULES})
_PARENTS: Final = frozenset(
    name[:index] for name in REPLACED for index in range(len(name)) if name[index] == "."
)
_ROOTS: Final = frozenset(name.partition(".")[0] for name in REPLACED)
_CONTAINERS: Final = frozenset({"docker"})


class StandIn:
    """A module of which some names are replaced."""

    def __init__(self, name: str, from_moto: bool) -> None:
        self._name = name
        self._from_moto = from_moto

    def __getattr__(self, name: str) -> Any:
        full = f"{self._name}.{name}"
        original = getattr(sys.modules[self._name], name)
        if full in REPLACED or full in _PARENTS:
            return stand_in(full, self._from_moto)
        replaced = TABLES[self._from_moto].get(self._name, {}).get(name)
        if replaced is not None:
            return replaced
        keys = KEY_MODULES.get(self._name, {}).get(name)
        return original if keys is None else _key_maker(self._name, name)

    def __reduce__(self) -> Any:
        return stand_in, (self._name, self._from_moto)


@cache
def stand_in(name: str, from_moto: bool) -> StandIn:
    """The stand-in for a module; of it there is one."""
    importlib.import_module(name)
    return StandIn(name, from_moto)


@cache
def _key_maker(module: str, name: str) -> Any:
    return KEY_MODULES[module][name](getattr(sys.modules[module], name))


def _import(
    name: str,
    globals: Mapping[str, Any] | None = None,  # the names that Python gives them
    locals: Mapping[str, Any] | None = None,
    fromlist: Sequence[str] | None = (),
    level: int = 0,
) -> Any:
    """What an import statement in one of moto's modules gets."""
    root = name.partition(".")[0]
    if level == 0 and root in _CONTAINERS and MOMENT.is_serving:
        raise ImportError(f"The embedded cloud runs no containers, so {root} is not used.")
    module = builtins.__import__(name, globals, locals, fromlist or (), level)
    if level or root not in _ROOTS:
        return module
    wanted = name if fromlist else root
    if wanted not in REPLACED and wanted not in _PARENTS:
        return module
    return stand_in(wanted, (globals or {}).get("__name__") in DRAWN_FROM_MOTO)


class _Finder(importlib.abc.MetaPathFinder):
    """Finds moto's modules and sees to what they import."""

    def __init__(self, seam: Callable[[ModuleType], None]) -> None:
        self._seam = seam

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        """The module as Python finds it, to be run as we like."""
        if fullname.partition(".")[0] != MOTO:
            return None
        spec = importlib.machinery.PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None and hasattr(spec.loader, "exec_module"):
            loader: Any = spec.loader
            loader.exec_module = partial(self._run, loader.exec_module)
        return spec

    def _run(self, run: Callable[[ModuleType], None], module: ModuleType) -> None:
        vars(module)["__builtins__"] = {**vars(builtins), "__import__": _import}
        Importing.depth += 1
        try:
            with seeded_by(module.__name__):
                run(module)
        finally:
            Importing.depth -= 1
        self._seam(module)


def install(seam: Callable[[ModuleType], None]) -> None:
    """See to all of moto's modules, those to come and those that somebody has imported already.

    The latter keep what they drew while they were imported, and what they made of it.

    Args:
        seam: called with each module after it has been imported.
    """
    sys.meta_path.insert(0, _Finder(seam))
    for name, module in list(sys.modules.items()):
        if name.partition(".")[0] == MOTO:
            _replace_globals(module)
            seam(module)


def _replace_globals(module: ModuleType) -> None:
    from_moto = module.__name__ in DRAWN_FROM_MOTO
    known: dict[int, Any] = {}
    for name in (*REPLACED, *_PARENTS):
        original = sys.modules.get(name)
        if original is None:
            continue
        replacement = stand_in(name, from_moto)
        known[id(original)] = replacement
        for each in (*TABLES[True].get(name, ()), *KEY_MODULES.get(name, ())):
            known[id(getattr(original, each))] = getattr(replacement, each)
    for name, value in list(vars(module).items()):
        if id(value) in known:
            setattr(module, name, known[id(value)])
