"""How the cases of the self-tests are put and compared."""

import json

from oracle import evaluate


def text(value):
    return json.dumps(value, ensure_ascii=False).encode("utf-8")


def evaluated(request):
    return evaluate(request if isinstance(request, bytes) else text(request))[0]


def same(got, wanted, about):
    assert got == wanted, f"{about}: {got!r} instead of {wanted!r}"


def fault(request, code, path):
    shown = evaluated(request).get("error", {})
    same((shown.get("code"), shown.get("path")), (code, path), request)


def result(request):
    response = evaluated(request)
    assert "result" in response, (request, response)
    return response["result"]


def warned(request):
    """Code and path of each warning."""
    return [(warning["code"], warning["path"]) for warning in evaluated(request)["warnings"]]
