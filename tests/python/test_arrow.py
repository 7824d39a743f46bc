"""Arrow's capsules: each part released exactly once, whatever happens between."""

import gc

import pytest
from arrow_producer import ArrayColumn, StreamColumn

import zzgov

BASES = {"pm25_base": 52, "pm10_base": 90, "pm25_improvement_base": 8, "pm10_improvement_base": 6}
FEN = [70_000_000, 0]


def deducted(column):
    return zzgov.columns.eco_compensation(column, 88, 9, 9, **BASES).tolist()


def released(column):
    gc.collect()
    return column.released == column.made


@pytest.mark.parametrize(
    "column",
    [
        StreamColumn([([58, 52],)]),
        StreamColumn([([58],), ([52],)]),
        StreamColumn([([],), ([58],), ([],), ([52],)]),
        StreamColumn([([1, 58, 52], 1)]),
        StreamColumn([([58, 52], 0, b"\x03")]),
        StreamColumn([([0, 58, 52], 1, b"\x06")]),
        ArrayColumn([([58, 52],)]),
        ArrayColumn([([1, 2, 58, 52], 2, b"\x0c")]),
    ],
)
def test_taken_and_released(column):
    assert deducted(column) == FEN
    assert released(column)


def test_no_chunk():
    column = StreamColumn([])
    assert zzgov.columns.eco_compensation(column, 88, 9, 9, **BASES).tolist() == []
    assert released(column)
    assert column.made == {"schema": 1, "array": 0, "stream": 1}


@pytest.mark.parametrize(
    ("column", "path"),
    [
        (StreamColumn([([58, 52],), ([58, 52, 1], 0, b"\x05")]), "/pm25/3"),
        (StreamColumn([([0] * 9 + [58, 52], 9, b"\xff\x02")]), "/pm25/1"),
        (ArrayColumn([([58, 52], 0, b"\x02")]), "/pm25/0"),
    ],
)
def test_nulls(column, path):
    with pytest.raises(zzgov.InvalidValue) as raised:
        deducted(column)
    assert raised.value.path == path
    del raised
    assert released(column)


@pytest.mark.parametrize("form", [b"f", b"l", b"i", b"u", b"tdD", b"+s", b"d:18,2,64"])
def test_other_formats(form):
    for column in (StreamColumn([([58, 52],)], form), ArrayColumn([([58, 52],)], form)):
        with pytest.raises(zzgov.InvalidType):
            deducted(column)
        assert released(column)


def test_stream_that_fails():
    column = StreamColumn([([58, 52],)], fault="the disc is gone")
    with pytest.raises(ValueError, match="the disc is gone"):
        deducted(column)
    assert released(column)


def test_capsule_that_is_used_up():
    class Twice(StreamColumn):
        def __arrow_c_stream__(self, requested_schema=None):
            capsule = super().__arrow_c_stream__()
            stream = self.kept[-1]
            stream.release(stream)
            return capsule

    column = Twice([([58, 52],)])
    with pytest.raises(ValueError, match="used up"):
        deducted(column)
    assert released(column)


@pytest.mark.parametrize("answer", [None, 5, "capsule", (1, 2), ()])
def test_what_is_no_capsule(answer):
    class Column:
        def __arrow_c_stream__(self, requested_schema=None):
            return answer

    class Pair:
        def __arrow_c_array__(self, requested_schema=None):
            return answer

    for column in (Column(), Pair()):
        with pytest.raises((TypeError, ValueError)):
            deducted(column)


def test_capsule_of_another_name():
    class Column(StreamColumn):
        def __arrow_c_array__(self, requested_schema=None):
            return self.stream(), self.stream()

        __arrow_c_stream__ = None

    class Wrong(StreamColumn):
        def __arrow_c_stream__(self, requested_schema=None):
            return self.pair()[0]

    for column in (Column([([58, 52],)]), Wrong([([58, 52],)])):
        with pytest.raises((TypeError, ValueError)):
            deducted(column)
        assert released(column)


def test_method_that_raises():
    class Column:
        def __arrow_c_stream__(self, requested_schema=None):
            raise KeyError("closed")

    with pytest.raises(KeyError):
        deducted(Column())


def test_released_after_the_result_is_gone():
    """A settlement keeps its readings for the bases; not longer."""
    columns = [StreamColumn([([58, 46],)]), StreamColumn([([90, 90],)])]
    done = zzgov.columns.settle(["2020-11"] * 2, *columns, 58, 90)
    assert [column.released["array"] for column in columns] == [0, 0]
    del done
    assert all(map(released, columns))


def test_released_when_the_call_fails():
    columns = [StreamColumn([([58, 46],)]), StreamColumn([([90, float("nan")],)])]
    with pytest.raises(zzgov.InvalidValue):
        zzgov.columns.eco_compensation(*columns, 9, 9, **BASES)
    assert all(map(released, columns))


def test_many_times():
    for _ in range(200):
        column = StreamColumn([([58],), ([52],)])
        assert deducted(column) == FEN
        assert column.released == column.made == {"schema": 1, "array": 2, "stream": 1}
