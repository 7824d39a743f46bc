/* Arrow columns by the PyCapsule interface. The two structures are Arrow's public ABI. */
#include "glue.h"

#include <string.h>

typedef struct Schema {
  const char *format;
  const char *name;
  const char *metadata;
  int64_t flags;
  int64_t n_children;
  struct Schema **children;
  struct Schema *dictionary;
  void (*release)(struct Schema *);
  void *private_data;
} Schema;

typedef struct Array {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void **buffers;
  struct Array **children;
  struct Array *dictionary;
  void (*release)(struct Array *);
  void *private_data;
} Array;

typedef struct Stream {
  int (*get_schema)(struct Stream *, Schema *);
  int (*get_next)(struct Stream *, Array *);
  const char *(*get_last_error)(struct Stream *);
  void (*release)(struct Stream *);
  void *private_data;
} Stream;

/* --- one chunk ----------------------------------------------------------------------------------
 */

static void free_array(PyObject *capsule) {
  Array *array = PyCapsule_GetPointer(capsule, "arrow_array");
  if (array->release)
    array->release(array);
  g_free(array);
}

/* Takes the array over. */
static PyObject *new_owner(const Array *array) {
  Array *own = g_memdup2(array, sizeof *array);
  PyObject *owner = PyCapsule_New(own, "arrow_array", free_array);
  if (!owner) {
    own->release(own);
    g_free(own);
  }
  return owner;
}

static int64_t count_nulls(const Array *array) {
  const uint8_t *valid = array->n_buffers > 0 ? array->buffers[0] : NULL;
  if (!valid || array->null_count == 0)
    return 0;
  int64_t nulls = 0;
  for (int64_t i = array->offset; i < array->offset + array->length; i++)
    nulls += !(valid[i / 8] >> (i % 8) & 1);
  return nulls;
}

/* The first row without a value, from 0; -1 without one. */
static int64_t first_null(const Array *array) {
  if (count_nulls(array) == 0)
    return -1;
  const uint8_t *valid = array->buffers[0];
  int64_t i = array->offset;
  while (valid[i / 8] >> (i % 8) & 1)
    i++;
  return i - array->offset;
}

/* Values of eight bytes; others have no bytes, for the package refuses their format. */
static PyObject *bytes_of(const char *format, const Array *array) {
  static int64_t nothing;
  bool wide = strcmp(format, "g") == 0 || strcmp(format, "l") == 0;
  if (!wide || array->length == 0 || array->n_buffers < 2)
    return PyMemoryView_FromMemory((char *)&nothing, 0, PyBUF_READ);
  char *data = (char *)array->buffers[1] + 8 * array->offset;
  return PyMemoryView_FromMemory(data, (Py_ssize_t)(8 * array->length), PyBUF_READ);
}

/* (format, length, first null, owner, bytes) appended; takes `owner` over. */
static bool append_chunk(PyObject *list, const char *format, PyObject *owner) {
  const Array *array = owner ? PyCapsule_GetPointer(owner, "arrow_array") : NULL;
  PyObject *bytes = array ? bytes_of(format, array) : NULL;
  if (!bytes) {
    Py_XDECREF(owner);
    return false;
  }
  PyObject *chunk = Py_BuildValue("(sLLNN)", format, (long long)array->length,
                                  (long long)first_null(array), owner, bytes);
  bool done = chunk && PyList_Append(list, chunk) == 0;
  Py_XDECREF(chunk);
  return done;
}

/* --- streams ------------------------------------------------------------------------------------
 */

static bool stream_failed(Stream *stream) {
  const char *reason = stream->get_last_error(stream);
  g_autofree char *message =
      g_strconcat("the Arrow stream failed: ", reason ? reason : "no reason given", NULL);
  zz_raise_value("", message, NULL);
  return false;
}

static bool append_stream(PyObject *list, Stream *stream, const char *format) {
  for (;;) {
    Array array = {0};
    if (stream->get_next(stream, &array) != 0)
      return stream_failed(stream);
    if (!array.release)
      return true;
    if (!append_chunk(list, format, new_owner(&array)))
      return false;
  }
}

/* An empty stream has a format all the same. */
static bool append_nothing(PyObject *list, const char *format) {
  const Array nothing = {0};
  PyObject *chunk =
      Py_BuildValue("(sLLON)", format, 0LL, -1LL, Py_None, bytes_of(format, &nothing));
  bool done = chunk && PyList_Append(list, chunk) == 0;
  Py_XDECREF(chunk);
  return done;
}

static bool used_up(void) {
  zz_raise_value("", "the Arrow capsule has been used up", "a fresh one");
  return false;
}

/* What is released may be code of Python, which must not meet our exception. */
static void release_schema(Schema *schema) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  if (schema->release)
    schema->release(schema);
  PyErr_Restore(type, value, traceback);
}

/* The format of a dictionary is that of its indices. */
static const char *format_of(const Schema *schema) {
  return schema->dictionary ? "dictionary" : schema->format;
}

static bool read_stream(PyObject *list, PyObject *capsule) {
  Stream *stream = PyCapsule_GetPointer(capsule, "arrow_array_stream");
  Schema schema = {0};
  if (!stream)
    return false;
  if (!stream->release)
    return used_up();
  if (stream->get_schema(stream, &schema) != 0)
    return stream_failed(stream);
  bool done = append_stream(list, stream, format_of(&schema));
  if (done && PyList_Size(list) == 0)
    done = append_nothing(list, format_of(&schema));
  release_schema(&schema);
  return done;
}

/* The pair of __arrow_c_array__; the capsule of the array stays its owner. */
static bool read_pair(PyObject *list, PyObject *pair) {
  if (!PyTuple_Check(pair) || PyTuple_Size(pair) != 2) {
    PyErr_SetString(PyExc_TypeError, "__arrow_c_array__ gives no two capsules");
    return false;
  }
  PyObject *first = PyTuple_GetItem(pair, 0), *second = PyTuple_GetItem(pair, 1);
  const Schema *schema = PyCapsule_GetPointer(first, "arrow_schema");
  const Array *array = schema ? PyCapsule_GetPointer(second, "arrow_array") : NULL;
  if (!array)
    return false;
  if (!schema->release || !array->release)
    return used_up();
  Py_INCREF(second);
  return append_chunk(list, format_of(schema), second);
}

/* The same of capsules. */
static void drop(PyObject *capsules, PyObject *list) {
  PyObject *type, *value, *traceback;
  PyErr_Fetch(&type, &value, &traceback);
  Py_XDECREF(capsules);
  Py_XDECREF(list);
  PyErr_Restore(type, value, traceback);
}

PyObject *zz_py_arrow_chunks(PyObject *object) {
  bool stream = PyObject_HasAttrString(object, "__arrow_c_stream__");
  PyObject *capsules =
      PyObject_CallMethod(object, stream ? "__arrow_c_stream__" : "__arrow_c_array__", NULL);
  PyObject *list = capsules ? PyList_New(0) : NULL;
  bool done = list && (stream ? read_stream(list, capsules) : read_pair(list, capsules));
  drop(capsules, done ? NULL : list);
  return done ? list : NULL;
}
