"""Strict reader of a request's text: size, syntax, depth and repeated names.

Follows the JSON contract (docs/contract.md): a fault of the text is reported at the first byte with which the text
can no longer become JSON, so every step below refuses a byte as soon as no continuation could save it.
"""

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 64
BOM = b"\xef\xbb\xbf"
BLANKS = frozenset(b" \t\n\r")
OPENING = frozenset(b"{[")
DIGITS = frozenset(b"0123456789")
HEX = frozenset(b"0123456789abcdefABCDEF")
SIMPLE_ESCAPES = dict(zip(b'"\\/bfnrt', b'"\\/\b\f\n\r\t'))
LITERALS = {ord("t"): (b"true", True), ord("f"): (b"false", False), ord("n"): (b"null", None)}

# Well-formed UTF-8 (Unicode, table 3-7): first byte from .. to, then the ranges of the bytes after it.
TAIL = (0x80, 0xBF)
UTF8 = (
    (0xC2, 0xDF, (TAIL,)),
    (0xE0, 0xE0, ((0xA0, 0xBF), TAIL)),
    (0xE1, 0xEC, (TAIL, TAIL)),
    (0xED, 0xED, ((0x80, 0x9F), TAIL)),
    (0xEE, 0xEF, (TAIL, TAIL)),
    (0xF0, 0xF0, ((0x90, 0xBF), TAIL, TAIL)),
    (0xF1, 0xF3, (TAIL, TAIL, TAIL)),
    (0xF4, 0xF4, ((0x80, 0x8F), TAIL, TAIL)),
)


class Fault(Exception):
    """The one fault that a request is answered with."""

    def __init__(self, code, path, line=None, column=None):
        super().__init__(code, path, line, column)
        self.code, self.path, self.line, self.column = code, path, line, column


class Number:
    """A JSON number kept as written: the contract judges its spelling."""

    __slots__ = ("raw",)

    def __init__(self, raw):
        self.raw = raw


def child(path, name):
    """The JSON Pointer of a member or element below `path`."""
    return path + "/" + str(name).replace("~", "~0").replace("/", "~1")


def read(request):
    """The value of a request's text: dict, list, str, Number, bool or None."""
    if len(request) - len(BOM) * request.startswith(BOM) > MAX_BYTES:
        raise Fault("limit-exceeded", "")
    return Reader(without_bom(request)).document()


def without_bom(request):
    """A request that begins like the mark can still be JSON until it leaves the mark's bytes."""
    if not request.startswith(BOM[:1]):
        return request
    for at, byte in enumerate(BOM):
        if at == len(request) or request[at] != byte:
            raise Fault("invalid-json", "", 1, at + 1)
    return request[len(BOM):]


class Reader:
    def __init__(self, text):
        self.text, self.at, self.path = text, 0, []

    def peek(self):
        """The next byte, or -1 at the end of the text."""
        return self.text[self.at] if self.at < len(self.text) else -1

    def refuse(self):
        before = self.text[:self.at]
        raise Fault("invalid-json", "", before.count(b"\n") + 1, self.at - before.rfind(b"\n"))

    def pointer(self):
        path = ""
        for name in self.path:
            path = child(path, name)
        return path

    def take(self, allowed):
        """The next byte, which must be one of `allowed`."""
        byte = self.peek()
        if byte < 0 or byte not in allowed:
            self.refuse()
        self.at += 1
        return byte

    def blanks(self):
        while self.peek() in BLANKS:
            self.at += 1

    def document(self):
        self.blanks()
        value = self.value(1)
        self.blanks()
        if self.at < len(self.text):
            self.refuse()
        return value

    def value(self, depth):
        byte = self.peek()
        if byte in OPENING:
            return self.container(byte, depth)
        if byte == ord('"'):
            return self.string()
        if byte in LITERALS:
            return self.literal(*LITERALS[byte])
        return self.number()

    def container(self, byte, depth):
        if depth > MAX_DEPTH:
            raise Fault("limit-exceeded", self.pointer())
        self.at += 1
        return self.members(depth) if byte == ord("{") else self.elements(depth)

    def members(self, depth):
        found = {}
        self.blanks()
        if self.peek() == ord("}"):
            self.at += 1
            return found
        while True:
            self.member(found, depth)
            if self.take(b",}") == ord("}"):
                return found
            self.blanks()

    def member(self, found, depth):
        if self.peek() != ord('"'):
            self.refuse()
        name = self.string()
        self.path.append(name)
        if name in found:
            raise Fault("duplicate-field", self.pointer())
        self.blanks()
        self.take(b":")
        self.blanks()
        found[name] = self.value(depth + 1)
        self.path.pop()
        self.blanks()

    def elements(self, depth):
        found = []
        self.blanks()
        if self.peek() == ord("]"):
            self.at += 1
            return found
        while True:
            self.path.append(len(found))
            found.append(self.value(depth + 1))
            self.path.pop()
            self.blanks()
            if self.take(b",]") == ord("]"):
                return found
            self.blanks()

    def literal(self, word, value):
        for byte in word:
            self.take((byte,))
        return value

    def number(self):
        start = self.at
        if self.peek() == ord("-"):
            self.at += 1
        if self.take(DIGITS) != ord("0"):
            self.digits()
        if self.peek() == ord("."):
            self.at += 1
            self.take(DIGITS)
            self.digits()
        if self.peek() in (ord("e"), ord("E")):
            self.exponent()
        return Number(self.text[start:self.at].decode("ascii"))

    def exponent(self):
        self.at += 1
        if self.peek() in (ord("+"), ord("-")):
            self.at += 1
        self.take(DIGITS)
        self.digits()

    def digits(self):
        while self.peek() in DIGITS:
            self.at += 1

    def string(self):
        found = bytearray()
        self.at += 1
        while True:
            byte = self.peek()
            if byte == ord('"'):
                self.at += 1
                return found.decode("utf-8")
            if byte == ord("\\"):
                self.escape(found)
            elif byte >= 0x80:
                self.multibyte(found, byte)
            elif byte >= 0x20:
                found.append(byte)
                self.at += 1
            else:
                self.refuse()

    def multibyte(self, found, first):
        tails = next((tails for low, high, tails in UTF8 if low <= first <= high), None)
        if tails is None:
            self.refuse()
        start = self.at
        self.at += 1
        for low, high in tails:
            self.take(range(low, high + 1))
        found += self.text[start:self.at]

    def escape(self, found):
        self.at += 1
        if self.peek() in SIMPLE_ESCAPES:
            found.append(SIMPLE_ESCAPES[self.peek()])
            self.at += 1
            return
        self.take(b"u")
        unit = self.code_unit(HEX)
        if 0xD800 <= unit <= 0xDBFF:
            self.take(b"\\")
            self.take(b"u")
            low = self.code_unit(b"dD")
            unit = 0x10000 + ((unit - 0xD800) << 10) + (low - 0xDC00)
        found += chr(unit).encode("utf-8")

    def code_unit(self, first_digits):
        """Four hex digits. Where any may begin, DC00 .. DFFF is a low surrogate without its high one;
        where only D may begin, a high surrogate stands before and just these must follow."""
        first = self.take(first_digits)
        low_surrogate = b"cdefCDEF"
        if first_digits is not HEX:
            second = low_surrogate
        else:
            second = HEX - frozenset(low_surrogate) if first in b"dD" else HEX
        digits = bytes((first, self.take(second), self.take(HEX), self.take(HEX)))
        return int(digits, 16)
