/* What the wrapper of SWIG calls and C does better by hand. All hold the interpreter's lock, and
 * set a Python exception where they return NULL.
 */
#ifndef ZZGOV_PYTHON_GLUE_H
#define ZZGOV_PYTHON_GLUE_H

#define PY_SSIZE_T_CLEAN
#include <Python.h>
#include <zzgov.h>

/* The UTF-8 of a str, lent as long as it lives; TypeError for others, our error with U+0000 or half
 * a surrogate pair. */
const char *zz_text(PyObject *object);

/* The texts of a sequence, NULL after the last; `tuple` keeps them alive. */
const char **zz_texts(PyObject *sequence, PyObject **tuple);

/* The function that makes an exception of (code, path, texts and expected in both languages, line,
 * column). */
void zz_py_set_error_factory(PyObject *factory);

/* Raises what the factory makes of an error, and frees the error. */
void zz_raise(GError *error);

/* Raises a fault of a value that the library cannot see. */
void zz_raise_value(const char *path, const char *message, const char *expected);

/* Columns of a dict (columns.c says of what) through zzgov_eco_compensation_columns(); sums. */
PyObject *zz_py_eco_columns(const ZzgovRulebook *rulebook, PyObject *job);

/* The same for zzgov_eco_compensation_panel(). */
PyObject *zz_py_eco_panel(const ZzgovRulebook *rulebook, PyObject *job);

/* The bases of the groups of such a panel: a list of texts, or None, for each factor. */
PyObject *zz_py_eco_panel_bases(const ZzgovRulebook *rulebook, PyObject *job);

/* The chunks behind __arrow_c_stream__ or __arrow_c_array__: (format, length, first null, owner,
 * bytes) of each; `bytes`, a memoryview, lives as long as the owner. */
PyObject *zz_py_arrow_chunks(PyObject *object);

/* The command on the process's own streams; its exit status. */
int zz_py_command(PyObject *arguments);

#endif
