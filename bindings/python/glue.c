#include "glue.h"

#include <string.h>

/* --- texts ------------------------------------------------------------------------------------ */

const char *zz_text(PyObject *object) {
  Py_ssize_t length;
  if (!PyUnicode_Check(object)) {
    PyErr_SetString(PyExc_TypeError, "a text is a str");
    return NULL;
  }
  const char *text = PyUnicode_AsUTF8AndSize(object, &length);
  if (text && strlen(text) == (size_t)length)
    return text;
  PyErr_Clear();
  zz_raise_value("", text ? "a text holds U+0000" : "a text holds half a character", "Unicode");
  return NULL;
}

const char **zz_texts(PyObject *sequence, PyObject **tuple) {
  *tuple = PySequence_Tuple(sequence);
  if (!*tuple)
    return NULL;
  Py_ssize_t n = PyTuple_Size(*tuple);
  const char **texts = g_new0(const char *, (gsize)n + 1);
  for (Py_ssize_t i = 0; i < n; i++) {
    texts[i] = zz_text(PyTuple_GetItem(*tuple, i));
    if (!texts[i]) {
      g_free(texts);
      return NULL;
    }
  }
  return texts;
}

/* --- errors ----------------------------------------------------------------------------------- */

static PyObject *error_factory;

void zz_py_set_error_factory(PyObject *factory) {
  PyObject *before = error_factory;
  Py_INCREF(factory);
  error_factory = factory;
  Py_XDECREF(before);
}

static PyObject *make_exception(const GError *error) {
  size_t line = 0, column = 0;
  zzgov_error_get_position(error, &line, &column);
  return PyObject_CallFunction(
      error_factory, "zzzzzznn", zzgov_error_code_name(error->code), zzgov_error_get_path(error),
      zzgov_error_get_message(error, ZZGOV_LANG_EN), zzgov_error_get_message(error, ZZGOV_LANG_ZH),
      zzgov_error_get_expected(error, ZZGOV_LANG_EN),
      zzgov_error_get_expected(error, ZZGOV_LANG_ZH), (Py_ssize_t)line, (Py_ssize_t)column);
}

/* Takes the exception over. */
static void throw(PyObject * exception) {
  if (!exception)
    return;
  PyErr_SetObject((PyObject *)Py_TYPE(exception), exception);
  Py_DECREF(exception);
}

void zz_raise(GError *error) {
  PyObject *exception = make_exception(error);
  g_error_free(error);
  throw(exception);
}

void zz_raise_value(const char *path, const char *message, const char *expected) {
  const char *code = zzgov_error_code_name(ZZGOV_ERROR_INVALID_VALUE);
  throw(PyObject_CallFunction(error_factory, "zzzzzznn", code, path, message, NULL, expected, NULL,
                              (Py_ssize_t)0, (Py_ssize_t)0));
}

/* --- the command ------------------------------------------------------------------------------ */

/* Bytes, for names of files need be no UTF-8. */
static char **take_arguments(PyObject *tuple) {
  Py_ssize_t n = PyTuple_Size(tuple);
  char **argv = g_new0(char *, (gsize)n + 1);
  for (Py_ssize_t i = 0; i < n; i++)
    if (PyBytes_AsStringAndSize(PyTuple_GetItem(tuple, i), &argv[i], NULL) != 0) {
      g_free(argv);
      return NULL;
    }
  return argv;
}

int zz_py_command(PyObject *arguments) {
  PyObject *tuple = PySequence_Tuple(arguments);
  char **argv = tuple ? take_arguments(tuple) : NULL;
  int status = -1;
  if (argv) {
    PyThreadState *thread = PyEval_SaveThread();
    status = (int)zzgov_command((int)g_strv_length(argv), argv, stdin, stdout, stderr);
    PyEval_RestoreThread(thread);
  }
  g_free(argv);
  Py_XDECREF(tuple);
  return status;
}
