"""Responses as text: the canonical dump, what is compared of a real response, and the form of its free texts."""

import json
import re

ESCAPE = re.compile(rb"\\(?:u00([01][0-9A-Fa-f])|.)", re.DOTALL)


class Malformed(Exception):
    """A response that is not one compact JSON object in one line."""


def dump(value):
    """Compact, in the given order of members, UTF-8 unescaped where JSON allows."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def parse(response):
    """The response as a dict; Malformed where its bytes are not the canonical ones."""
    if not response.endswith(b"\n"):
        raise Malformed("no line feed at the end")
    text = response[:-1]
    try:
        value = json.loads(text.decode("utf-8"), object_pairs_hook=unique_members)
    except ValueError as fault:
        raise Malformed(f"not JSON: {fault}") from fault
    if not isinstance(value, dict) or ESCAPE.sub(short_escape, text) != dump(value).encode("utf-8"):
        raise Malformed("not an object in compact form, or escaped without need")
    return value


def unique_members(pairs):
    if len(dict(pairs)) != len(pairs):
        raise Malformed("a member twice")
    return dict(pairs)


def short_escape(match):
    """The contract leaves open how a control character is escaped: all forms become those of dump()."""
    return match[0] if match[1] is None else dump(chr(int(match[1], 16)))[1:-1].encode("ascii")


def normalise(response):
    """The text of a real response that answer() must equal: without free texts and explanation."""
    value = parse(response)
    value.pop("explanation", None)
    for warning in value.get("warnings", []):
        warning.pop("message", None)
    for free in ("message", "expected"):
        value.get("error", {}).pop(free, None)
    return dump(value)


def text_faults(response):
    """What is wrong with the free texts of a parsed response: each message is there, at its place."""
    found = []
    for warning in response.get("warnings", []):
        if list(warning) != ["code", "provision", "path", "message"] or not is_text(warning["message"]):
            found.append(f"warning without its message in place: {dump(warning)}")
    if "error" in response:
        shown = {name: value for name, value in response["error"].items() if name not in ("line", "column")}
        expected = shown.pop("expected", "absent")
        if list(shown) != ["code", "path", "message"] or not is_text(shown["message"]) or not is_text(expected):
            found.append(f"error without its texts in place: {dump(response['error'])}")
        elif list(response["error"])[:2] != ["code", "path"]:
            found.append(f"members of the error out of order: {dump(response['error'])}")
    return found


def is_text(value):
    return isinstance(value, str) and value != ""
