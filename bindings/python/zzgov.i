/* The private module zzgov.core: what the package zzgov is written over. It takes bytes, numbers and
 * handles only and checks no more than keeps the interpreter alive; the package says what users
 * did wrong.
 */
%module(package="zzgov") core

%{
#include "glue.h"
%}

%nothread;
%thread zzgov_evaluate_json;
%thread zzgov_rulebook_load;
%thread zzgov_rulebook_load_file;
%thread zzgov_table_read_csv;
%thread zzgov_report;

/* --- in --------------------------------------------------------------------------------------- */

%typemap(in) (const char *text, size_t length) (char *bytes, Py_ssize_t n) {
  if (PyBytes_AsStringAndSize($input, &bytes, &n) != 0)
    SWIG_fail;
  $1 = bytes;
  $2 = (size_t)n;
}

%typemap(in) const char * {
  $1 = (char *)zz_text($input);
  if (!$1)
    SWIG_fail;
}
%typemap(freearg) const char * "";

/* The tuple keeps the texts alive while other threads run. */
%typemap(in) const char *const *headers (PyObject *tuple = NULL) {
  $1 = (char **)zz_texts($input, &tuple);
  if (!$1)
    SWIG_fail;
}
%typemap(freearg) const char *const *headers {
  g_free((gpointer)$1);
  Py_XDECREF(tuple$argnum);
}
%typemap(in) (const char *const *requests, size_t n) (PyObject *tuple = NULL) {
  $1 = (char **)zz_texts($input, &tuple);
  if (!$1)
    SWIG_fail;
  $2 = (size_t)PyTuple_Size(tuple);
}
%typemap(freearg) (const char *const *requests, size_t n) {
  g_free((gpointer)$1);
  Py_XDECREF(tuple$argnum);
}

%typemap(check) const ZzgovRulebook *, const ZzgovTable * {
  if (!$1) {
    PyErr_SetString(PyExc_TypeError, "a handle is missing");
    SWIG_fail;
  }
}

/* --- out -------------------------------------------------------------------------------------- */

%typemap(in, numinputs = 0) bool *ok (bool ok = false) "$1 = &ok;"
%typemap(argout) bool *ok {
  $result = Py_BuildValue("(NN)", $result, PyBool_FromLong(*$1));
}

%typemap(in, numinputs = 0) size_t *failed (size_t failed = 0) "$1 = &failed;"

/* Raised after the interpreter's lock is held again, else it could be lost. */
%typemap(in, numinputs = 0) GError **error (GError *error = NULL) "$1 = &error;"
%typemap(argout) GError **error {
  if (*$1) {
    zz_raise(*$1);
    Py_CLEAR($result);
    SWIG_fail;
  }
}

%include "../zzgov.i"

/* --- columns, streams of Arrow, the command ----------------------------------------------------- */

%rename("%(strip:[zz_py_])s", regexmatch$name = "^zz_py_") "";

void zz_py_set_error_factory(PyObject *factory);
PyObject *zz_py_eco_columns(const ZzgovRulebook *rulebook, PyObject *job);
PyObject *zz_py_eco_panel(const ZzgovRulebook *rulebook, PyObject *job);
PyObject *zz_py_eco_panel_bases(const ZzgovRulebook *rulebook, PyObject *job);
PyObject *zz_py_arrow_chunks(PyObject *object);
int zz_py_command(PyObject *arguments);
