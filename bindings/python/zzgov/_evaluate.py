"""The contract: one request in, one response out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from . import core
from ._errors import InvalidType, error_of
from ._rulebook import Rulebook
from ._values import to_json

Request = Mapping[str, object] | str | bytes


def evaluate_json(request: str | bytes, *, rulebook: Rulebook | None = None) -> str:
    """Answers a JSON request with a JSON response, byte for byte as ``zzgov eval`` does.

    A fault of the request is a response, too: an object with the member ``error``.
    """
    if not isinstance(request, (str, bytes)):
        raise InvalidType(
            f"a {type(request).__name__} is no JSON text", expected="str or bytes; evaluate() takes a dict"
        )
    if rulebook is not None and not isinstance(rulebook, Rulebook):
        raise InvalidType(f"{type(rulebook).__name__} is no rulebook", expected="a Rulebook")
    text = request.encode("utf-8", "surrogatepass") if isinstance(request, str) else request
    return core.evaluate_json((rulebook or Rulebook.default())._handle, text)[0]


def evaluate(request: Request, *, rulebook: Rulebook | None = None) -> dict[str, Any]:
    """Answers a request of the contract, a dict or a JSON text, and raises what is wrong with it.

    Decimals may be Decimal, str or int, and outside of money float; days may be ``datetime.date``.

    >>> answer = evaluate({"calculator": "workdays", "input": {"from": "2020-09-30", "add": 3}})
    >>> answer["result"]
    {'last_day': '2020-10-12'}
    """
    text = request if isinstance(request, (str, bytes)) else to_json(request)
    return answered(evaluate_json(text, rulebook=rulebook))


def answered(response: str) -> dict[str, Any]:
    """The response as a dict, or its error raised."""
    answer: dict[str, Any] = json.loads(response)
    if "error" in answer:
        raise error_of(answer["error"])
    return answer
