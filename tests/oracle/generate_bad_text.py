"""Damage to the text of a good request: each fault of size, syntax, depth and repeated names that the contract knows."""

import re

INSERTS = (b"\\ud800", b"\\udc00", b"\\uD83D\\uDE00", b"\\ud83d\\u0041", b"\\ud83dx", b"\\ud83d\\n", b"\\uDBFF\\uDBFF", b"\\u12g4",
           b"\\uD", b"\\u", b"\\", b"\\x", b"\\'", b"\\u0000", b"\x00", b"\x1f", b"\t", b"\x7f", b"\x80", b"\xc0\x80", b"\xc1\xbf",
           b"\xc2", b"\xc2\x80", b"\xe0\x80\x80", b"\xe0\x9f", b"\xe0\xa0\x80", b"\xed\x9f\xbf", b"\xed\xa0\x80", b"\xee\x80\x80",
           b"\xef\xbf\xbf", b"\xef\xbb\xbf", b"\xf0\x80\x80\x80", b"\xf0\x8f", b"\xf0\x90\x80\x80", b"\xf4\x8f\xbf\xbf",
           b"\xf4\x90\x80\x80", b"\xf5\x80", b"\xfe", b"\xff", b"\xe4\xb8", b"\xe4\xb8\x22", b"\xf0\x9f\x98")
TOKENS = (b"01", b"-", b"1.", b"1.}", b".5", b"1e", b"1e+", b"-a", b"+1", b"00", b"0x1", b"nul", b"nulL", b"truee", b"True", b"fals",
          b"NaN", b"Infinity", b"-Infinity", b"'a'", b"\"", b"\"a", b"[", b"{", b"[1,]", b"{\"a\":1,}", b"{a:1}", b"{,}", b"[,]", b"[1 2]",
          b"{\"a\" 1}", b"{\"a\":}", b"//", b"/**/1", b"1 1", b"]", b"}", b",", b":", b"\x0b", b"\xc2\xa0", b"\xe3\x80\x80", b"1E5", b"-0.0e-0")
WHOLE_TEXTS = (b"", b" ", b"5", b"-0", b"null", b"true", b"\"x\"", b"[]", b"[1]", b"{}", b"{", b"[", b"}", b"\x00", b"\xef", b"\xef\xbb",
               b"\xef\xbb{}", b"\xef\xbb\xbf", b"\xef\xbb\xbf\xef\xbb\xbf{}", b"\xfe\xff", b"{}{}", b"{} x", b"{\"calculator\":null}",
               b"{\"id\":1,\"id\":2", b"[" * 65, b"[" * 64, b"[" * 64 + b"]" * 64, b"{\"a\":" * 65, b"[" * 64 + b"x", b"nullx")
NAME = re.compile(rb'"([^"\\]*)"[ \t\r]*:')


def damage_text(rng, text):
    return rng.choice(TEXT_FAULTS)(rng, text)


def truncated(rng, text):
    return text[:rng.randint(0, len(text))]


def spliced(text, at, inserted, removed=0):
    return text[:at] + inserted + text[at + removed:]


def stray_byte(rng, text):
    byte = bytes([rng.choice((rng.randrange(256), *b'{}[],:"\\0-.eE'))])
    return spliced(text, rng.randint(0, len(text)), byte, rng.choice((0, 1)))


def lost_bytes(rng, text):
    return spliced(text, rng.randint(0, len(text)), b"", rng.choice((1, 1, 2, 5)))


def inside_string(rng, text):
    quotes = [at for at, byte in enumerate(text) if byte == ord('"')]
    return spliced(text, rng.choice(quotes) + 1, rng.choice(INSERTS)) if quotes else text


def in_place_of_value(rng, text):
    """A token before a value, or, where the value is a number or a literal, often in its place."""
    starts = [match.end() for match in NAME.finditer(text)]
    if not starts:
        return text
    at = rng.choice(starts)
    scalar = re.match(rb"[-0-9.a-z]*", text[at:])
    return spliced(text, at, rng.choice(TOKENS), scalar.end())


def before_member(rng, text, member):
    names = list(NAME.finditer(text))
    return spliced(text, rng.choice(names).start(), member + b",") if names else text


def repeated_member(rng, text):
    """The same name before itself, spelled with an escape in half of the cases."""
    names = [match for match in NAME.finditer(text) if match[1].isascii() and match[1]]
    if not names:
        return text
    chosen = rng.choice(names)
    name = chosen[1]
    if rng.random() < 0.5:
        name = b"\\u%04x" % name[0] + name[1:]
    return spliced(text, chosen.start(), b'"' + name + b'":' + rng.choice((b"1", b"null", b"[1,{}]", b"[1")) + b",")


def deep_member(rng, text):
    """About as deep as allowed; half of the cases are never closed."""
    depth = rng.randint(58, 66)
    if rng.random() < 0.5:
        deep = b"[" * depth + b"]" * depth * rng.randint(0, 1)
    else:
        deep = b'{"a/":' * depth + b"1" + b"}" * depth * rng.randint(0, 1)
    return before_member(rng, text, b'"deep":' + deep)


def bad_tail(rng, text):
    return text + rng.choice(TOKENS + INSERTS + (b"\x00", b"{}", b" \t x"))


def whole_text(rng, _text):
    return rng.choice(WHOLE_TEXTS)


TEXT_FAULTS = (truncated, truncated, stray_byte, stray_byte, stray_byte, lost_bytes, inside_string, inside_string, inside_string,
               in_place_of_value, in_place_of_value, repeated_member, repeated_member, repeated_member, deep_member, bad_tail,
               whole_text)
