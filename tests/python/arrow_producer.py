"""Streams and arrays of Arrow made by hand with ctypes, which count how often each part is released."""

import ctypes

PY = ctypes.pythonapi
PY.PyCapsule_New.restype = ctypes.py_object
PY.PyCapsule_New.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_void_p]
PY.PyCapsule_GetPointer.restype = ctypes.c_void_p
PY.PyCapsule_GetPointer.argtypes = [ctypes.py_object, ctypes.c_char_p]
P, N = ctypes.c_void_p, ctypes.c_int64


class Schema(ctypes.Structure):
    pass


class Array(ctypes.Structure):
    pass


class Stream(ctypes.Structure):
    pass


Release = {kind: ctypes.CFUNCTYPE(None, ctypes.POINTER(kind)) for kind in (Schema, Array, Stream)}
GetSchema = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Schema))
GetNext = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(Stream), ctypes.POINTER(Array))
GetError = ctypes.CFUNCTYPE(P, ctypes.POINTER(Stream))

Schema._fields_ = [
    *[("format", ctypes.c_char_p), ("name", ctypes.c_char_p), ("metadata", P), ("flags", N), ("n_children", N)],
    *[("children", P), ("dictionary", P), ("release", Release[Schema]), ("private_data", P)],
]
Array._fields_ = [
    *[("length", N), ("null_count", N), ("offset", N), ("n_buffers", N), ("n_children", N)],
    *[
        ("buffers", ctypes.POINTER(P)),
        ("children", P),
        ("dictionary", P),
        ("release", Release[Array]),
        ("private_data", P),
    ],
]
Stream._fields_ = [
    *[("get_schema", GetSchema), ("get_next", GetNext), ("get_last_error", GetError)],
    *[("release", Release[Stream]), ("private_data", P)],
]


class Producer:
    """Chunks of (values, offset, validity bytes or None); fails with ``fault`` after the last if it is given."""

    def __init__(self, chunks, form=b"g", fault=None):
        self.chunks, self.form, self.fault = list(chunks), form, fault
        self.made, self.released = (
            dict.fromkeys(("schema", "array", "stream"), 0),
            dict.fromkeys(("schema", "array", "stream"), 0),
        )
        self.kept = []
        self.releases = {
            "schema": Release[Schema](lambda it: self._release("schema", it)),
            "array": Release[Array](lambda it: self._release("array", it)),
            "stream": Release[Stream](lambda it: self._release("stream", it)),
        }
        self.functions = (GetSchema(self._schema), GetNext(self._next), GetError(self._error))
        # As an honest producer's capsule does: released only where nobody has taken it over.
        self.destructor = ctypes.CFUNCTYPE(None, P)(self._destroy)

    def _release(self, what, it):
        self.released[what] += 1
        it.contents.release = type(it.contents.release)()

    def _schema(self, _, out):
        self._fill_schema(out.contents)
        return 0

    def _fill_schema(self, schema):
        schema.format, schema.flags, schema.release = self.form, 2, self.releases["schema"]
        self.made["schema"] += 1

    def _next(self, _, out):
        if not self.chunks:
            if self.fault:
                return 5
            out.contents.release = Release[Array]()
            return 0
        self._fill_array(out.contents, *self.chunks.pop(0))
        return 0

    def _fill_array(self, array, values, offset=0, validity=None):
        data = (ctypes.c_double * len(values))(*values)
        valid = ctypes.create_string_buffer(validity) if validity is not None else None
        buffers = (P * 2)(ctypes.addressof(valid) if valid else None, ctypes.addressof(data))
        self.kept += [data, valid, buffers]
        array.length, array.offset, array.n_buffers = len(values) - offset, offset, 2
        array.null_count = -1 if valid else 0
        array.buffers, array.release = buffers, self.releases["array"]
        self.made["array"] += 1

    def _error(self, _):
        self.kept.append(ctypes.create_string_buffer(self.fault.encode()))
        return ctypes.addressof(self.kept[-1])

    def _capsule(self, it, name):
        self.kept.append(it)
        return PY.PyCapsule_New(ctypes.addressof(it), name, ctypes.cast(self.destructor, P))

    def _destroy(self, capsule):
        for kind, name in ((Stream, b"arrow_array_stream"), (Array, b"arrow_array"), (Schema, b"arrow_schema")):
            get = ctypes.PYFUNCTYPE(P, P, ctypes.c_char_p)(("PyCapsule_GetPointer", PY))
            valid = ctypes.PYFUNCTYPE(ctypes.c_int, P, ctypes.c_char_p)(("PyCapsule_IsValid", PY))
            if valid(capsule, name):
                it = ctypes.cast(get(capsule, name), ctypes.POINTER(kind))
                if it.contents.release:
                    it.contents.release(it)

    def stream(self):
        """A capsule of a stream."""
        it = Stream(*self.functions, self.releases["stream"])
        self.made["stream"] += 1
        return self._capsule(it, b"arrow_array_stream")

    def pair(self):
        """Capsules of a schema and of an array."""
        schema, array = Schema(), Array()
        self._fill_schema(schema)
        self._fill_array(array, *self.chunks.pop(0))
        return self._capsule(schema, b"arrow_schema"), self._capsule(array, b"arrow_array")


class StreamColumn(Producer):
    """A column of some library that speaks Arrow."""

    def __arrow_c_stream__(self, requested_schema=None):
        return self.stream()


class ArrayColumn(Producer):
    """One that has arrays only."""

    def __arrow_c_array__(self, requested_schema=None):
        return self.pair()
