"""From the way a process ended to what a documentalist reads."""

from dataclasses import replace

import msgspec

from catalogue.notice import describes
from confined import FailureKind, Limits, Outcome, Pool
from indexer.errors import Reason
from indexer.extract.extracted import Extracted
from indexer.messages import IndexAnswer, IndexRequest

_read_answer = msgspec.json.Decoder(IndexAnswer)


def answer_of(pool: Pool, request: IndexRequest, outcome: Outcome, limits: Limits) -> IndexAnswer:
    """The answer of a process; when it died, the reason, with the record a notice alone can make."""
    if outcome.value is not None:
        return _read_answer.decode(outcome.value)
    assert outcome.failure is not None  # noqa: S101 - an outcome has one or the other
    failed = _explained(outcome.failure.kind, outcome.failure.detail, limits)
    if not describes(request.notice):
        return failed
    unread = replace(request, extracted=Extracted(()))
    second = pool.run(msgspec.json.encode(unread))
    record = _read_answer.decode(second.value).record if second.value is not None else None
    return replace(failed, record=record)


def _explained(kind: FailureKind, detail: str, limits: Limits) -> IndexAnswer:
    """Why the file could not be read, and what to do about it."""
    wayout = "Enregistrez-le à nouveau depuis le logiciel d'origine, ou en PDF, et redéposez-le."
    last = detail.strip().splitlines()[-1][:200] if detail.strip() else kind
    reasons = {
        FailureKind.MEMORY: (
            Reason.TOO_MUCH_MEMORY,
            f"Sa lecture demande plus de {limits.memory_mb} Mo de mémoire ([limits] memory_mb). {wayout}",
        ),
        FailureKind.CPU: (
            Reason.TOO_SLOW,
            f"Sa lecture demande plus de {limits.cpu_s} s de calcul. {wayout}",
        ),
        FailureKind.WALL: (Reason.TOO_SLOW, f"Sa lecture n'a pas fini en {limits.wall_s} s. {wayout}"),
        FailureKind.CRASH: (Reason.CRASHED, f"Sa lecture a fait échouer le lecteur. {wayout}"),
        FailureKind.ERROR: (Reason.DAMAGED, f"Le fichier est endommagé ou inhabituel ({last}). {wayout}"),
    }
    reason, message = reasons[kind]
    return IndexAnswer(reason=reason, message=message)
