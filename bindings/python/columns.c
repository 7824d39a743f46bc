/* Columns: buffers of the caller's, never copied, to the third door. The package has checked what
 * they hold; what is checked here keeps the interpreter alive.
 */
#include "glue.h"

#include <string.h>

/* The largest number of buffers in one job. */
#define MAX_VIEWS 32

typedef struct {
  Py_buffer views[MAX_VIEWS];
  int n_views;
  Py_ssize_t n_rows;
  PyObject *job; /* borrowed */
} Job;

static void release(Job *job) {
  while (job->n_views > 0)
    PyBuffer_Release(&job->views[--job->n_views]);
}

/* --- taking a job apart -------------------------------------------------------------------------
 */

/* Lent; NULL with an exception where the package forgot a key. */
static PyObject *member(const Job *job, const char *name) {
  PyObject *value = PyDict_GetItemString(job->job, name);
  if (!value)
    PyErr_SetString(PyExc_KeyError, name);
  return value;
}

static bool whole(const Job *job, const char *name, Py_ssize_t *number) {
  PyObject *value = member(job, name);
  *number = value ? PyLong_AsSsize_t(value) : -1;
  return value && !PyErr_Occurred();
}

static bool fits(const Py_buffer *view, const char *formats, Py_ssize_t n) {
  return view->ndim == 1 && view->format && strlen(view->format) == 1 &&
         strchr(formats, view->format[0]) && (view->shape[0] == n || n < 0);
}

/* A buffer of `n` elements (-1: of any number) whose format is one of the letters. */
static Py_buffer *take(Job *job, PyObject *object, const char *formats, Py_ssize_t n, int flags) {
  g_assert(job->n_views < MAX_VIEWS);
  Py_buffer *view = &job->views[job->n_views];
  if (PyObject_GetBuffer(object, view, flags | PyBUF_FORMAT) != 0)
    return NULL;
  job->n_views++;
  if (fits(view, formats, n))
    return view;
  PyErr_Format(PyExc_ValueError, "a buffer is not one of %zd values \"%s\"", n, formats);
  return NULL;
}

static bool aligned(const Py_buffer *view) {
  return ((uintptr_t)view->buf | (uintptr_t)view->strides[0]) % sizeof(int64_t) == 0;
}

/* One value stands for all rows. */
static bool take_column(Job *job, PyObject *object, const char *formats, ZzgovColumn *column) {
  Py_buffer *view = take(job, object, formats, -1, PyBUF_STRIDED_RO);
  if (!view)
    return false;
  if (view->shape[0] != job->n_rows && view->shape[0] != 1) {
    PyErr_SetString(PyExc_ValueError, "a column has another number of rows");
    return false;
  }
  if (view->shape[0] > 0 && !aligned(view)) {
    zz_raise_value("", "the values of a column are not aligned", "a copy of them");
    return false;
  }
  column->data = view->buf;
  column->stride = view->shape[0] == job->n_rows ? view->strides[0] : 0;
  return true;
}

static bool take_columns(Job *job, const char *name, const char *formats, ZzgovColumn *columns) {
  PyObject *tuple = member(job, name);
  for (Py_ssize_t i = 0; tuple && i < 4; i++) {
    PyObject *object = PyTuple_GetItem(tuple, i);
    if (!object || !take_column(job, object, formats, &columns[i]))
      return false;
  }
  return tuple != NULL;
}

/* From the first byte to behind the last one. */
static void extent(const Py_buffer *view, const char **first, const char **end) {
  Py_ssize_t stride = view->strides ? view->strides[0] : view->itemsize;
  Py_ssize_t last = view->shape[0] > 0 ? (view->shape[0] - 1) * stride : 0;
  *first = (const char *)view->buf + MIN(last, 0);
  *end = (const char *)view->buf + MAX(last, 0) + (view->shape[0] > 0 ? view->itemsize : 0);
}

/* Whether an output would be read as well. */
static bool overlaps(const Job *job, const Py_buffer *output) {
  const char *first, *end, *other_first, *other_end;
  extent(output, &first, &end);
  for (const Py_buffer *view = job->views; view < output; view++) {
    extent(view, &other_first, &other_end);
    if (first < other_end && other_first < end)
      return true;
  }
  return false;
}

/* None: not wanted. */
static bool take_output(Job *job, PyObject *object, const char *formats, Py_ssize_t n,
                        void *output) {
  if (!object || object == Py_None)
    return object != NULL;
  Py_buffer *view = take(job, object, formats, n, PyBUF_ND | PyBUF_WRITABLE);
  if (view && overlaps(job, view)) {
    zz_raise_value("/out", "out shares memory with a column", "an array of its own");
    return false;
  }
  if (view)
    *(void **)output = view->buf;
  return view != NULL;
}

static bool take_outputs(Job *job, ZzgovFen **total, ZzgovFen **factors, uint8_t **status) {
  PyObject *tuple = member(job, "factors");
  if (!tuple || !take_output(job, member(job, "total"), "lq", job->n_rows, total) ||
      !take_output(job, member(job, "status"), "B", job->n_rows, status))
    return false;
  for (Py_ssize_t i = 0; i < ZZGOV_ECO_N_FACTORS; i++)
    if (!take_output(job, PyTuple_GetItem(tuple, i), "lq", job->n_rows, &factors[i]))
      return false;
  return true;
}

/* --- while it works -----------------------------------------------------------------------------
 */

/* Ctrl-C, and the caller's own function; an exception stays set and ends the work. */
static bool on_progress(size_t n_rows, void *function) {
  PyGILState_STATE state = PyGILState_Ensure();
  bool goes_on = PyErr_CheckSignals() == 0;
  if (goes_on && function != Py_None) {
    PyObject *answer = PyObject_CallFunction(function, "n", (Py_ssize_t)n_rows);
    goes_on = answer != NULL;
    Py_XDECREF(answer);
  }
  PyGILState_Release(state);
  return goes_on;
}

static PyObject *answer(bool done, const ZzgovEcoColumnSums *sums, GError *error) {
  if (done)
    return Py_BuildValue("(L(LLLL)nn)", (long long)sums->total_fen, (long long)sums->factor_fen[0],
                         (long long)sums->factor_fen[1], (long long)sums->factor_fen[2],
                         (long long)sums->factor_fen[3], (Py_ssize_t)sums->n_bad,
                         (Py_ssize_t)sums->first_bad);
  if (PyErr_Occurred())
    g_error_free(error);
  else
    zz_raise(error);
  return NULL;
}

/* --- rows with bases ----------------------------------------------------------------------------
 */

static const char *formats_of(Py_ssize_t type) { return type == ZZGOV_COLUMN_DOUBLES ? "d" : "lq"; }

static bool read_eco_columns(Job *job, ZzgovEcoColumns *columns) {
  Py_ssize_t month, type, threads;
  if (!whole(job, "n_rows", &job->n_rows) || !whole(job, "month", &month) ||
      !whole(job, "type", &type) || !whole(job, "threads", &threads))
    return false;
  columns->n_rows = (size_t)job->n_rows;
  columns->month = (ZzgovMonth)month;
  columns->type = (ZzgovColumnType)type;
  columns->threads = (unsigned)threads;
  columns->progress = on_progress;
  columns->progress_data = member(job, "progress");
  return columns->progress_data && take_columns(job, "values", formats_of(type), columns->values) &&
         take_columns(job, "bases", formats_of(type), columns->bases) &&
         take_outputs(job, &columns->total_fen, columns->factor_fen, &columns->status);
}

PyObject *zz_py_eco_columns(const ZzgovRulebook *rulebook, PyObject *dict) {
  Job job = {.job = dict};
  ZzgovEcoColumns columns = ZZGOV_ECO_COLUMNS_INIT;
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  PyObject *result = NULL;
  if (read_eco_columns(&job, &columns)) {
    GError *error = NULL;
    PyThreadState *thread = PyEval_SaveThread();
    bool done = zzgov_eco_compensation_columns(rulebook, &columns, &sums, &error);
    PyEval_RestoreThread(thread);
    result = answer(done, &sums, error);
  }
  release(&job);
  return result;
}

/* --- panels -------------------------------------------------------------------------------------
 */

static bool read_readings(Job *job, Py_ssize_t type, ZzgovEcoPanel *panel) {
  ZzgovColumn columns[4];
  if (!take_columns(job, "values", formats_of(type), columns))
    return false;
  panel->pm25 = columns[0];
  panel->pm10 = columns[1];
  panel->pm25_last_year = columns[2];
  panel->pm10_last_year = columns[3];
  return true;
}

/* Who belongs to whom, and the totals over them. */
static bool read_groups(Job *job, ZzgovEcoPanel *panel) {
  Py_ssize_t n_groups, n_areas;
  if (!whole(job, "n_groups", &n_groups) || !whole(job, "n_areas", &n_areas))
    return false;
  panel->n_groups = (size_t)n_groups;
  panel->n_areas = (size_t)n_areas;
  PyObject *groups = member(job, "groups"), *months = member(job, "months");
  Py_buffer *group = groups ? take(job, groups, "I", job->n_rows, PyBUF_ND) : NULL;
  Py_buffer *month = group && months ? take(job, months, "i", n_groups, PyBUF_ND) : NULL;
  if (!month)
    return false;
  panel->group = group->buf;
  panel->months = month->buf;
  return take_output(job, member(job, "areas"), "I", job->n_rows, &panel->area) &&
         take_output(job, member(job, "group_totals"), "lq", n_groups, &panel->group_total_fen) &&
         take_output(job, member(job, "area_totals"), "lq", n_areas, &panel->area_total_fen);
}

static bool read_panel(Job *job, ZzgovEcoPanel *panel) {
  Py_ssize_t type, rate_base, threads;
  if (!whole(job, "n_rows", &job->n_rows) || !whole(job, "type", &type) ||
      !whole(job, "rate_base", &rate_base) || !whole(job, "threads", &threads))
    return false;
  panel->n_rows = (size_t)job->n_rows;
  panel->type = (ZzgovColumnType)type;
  panel->rate_base = (ZzgovEcoRateBase)rate_base;
  panel->threads = (unsigned)threads;
  panel->progress = on_progress;
  panel->progress_data = member(job, "progress");
  return panel->progress_data && read_readings(job, type, panel) && read_groups(job, panel) &&
         take_outputs(job, &panel->total_fen, panel->factor_fen, &panel->status);
}

static PyObject *settle(const ZzgovRulebook *rulebook, const ZzgovEcoPanel *panel) {
  ZzgovEcoColumnSums sums = ZZGOV_ECO_COLUMN_SUMS_INIT;
  GError *error = NULL;
  PyThreadState *thread = PyEval_SaveThread();
  bool done = zzgov_eco_compensation_panel(rulebook, panel, &sums, &error);
  PyEval_RestoreThread(thread);
  return answer(done, &sums, error);
}

PyObject *zz_py_eco_panel(const ZzgovRulebook *rulebook, PyObject *dict) {
  Job job = {.job = dict};
  ZzgovEcoPanel panel = ZZGOV_ECO_PANEL_INIT;
  PyObject *result = read_panel(&job, &panel) ? settle(rulebook, &panel) : NULL;
  release(&job);
  return result;
}

/* --- bases of groups ----------------------------------------------------------------------------
 */

/* As the contract writes it; None for a group that has none. */
static PyObject *base_text(ZzgovWideDecimal base) {
  if (base.whole == ZZGOV_ABSENT)
    Py_RETURN_NONE;
  g_autofree char *text = zzgov_wide_decimal_to_string(base);
  return PyUnicode_FromString(text);
}

static PyObject *base_texts(const ZzgovWideDecimal *bases, size_t n) {
  PyObject *list = PyList_New((Py_ssize_t)n);
  for (size_t g = 0; list && g < n; g++) {
    PyObject *text = base_text(bases[g]);
    if (!text)
      Py_CLEAR(list);
    else
      PyList_SetItem(list, (Py_ssize_t)g, text);
  }
  return list;
}

/* The panel once more, for its bases alone. */
static PyObject *settle_bases(const ZzgovRulebook *rulebook, ZzgovEcoPanel *panel) {
  PyObject *sums, *result = NULL;
  panel->total_fen = panel->group_total_fen = panel->area_total_fen = NULL;
  for (size_t f = 0; f < ZZGOV_ECO_N_FACTORS; f++) {
    panel->factor_fen[f] = NULL;
    panel->group_base[f] = g_new(ZzgovWideDecimal, panel->n_groups);
  }
  sums = settle(rulebook, panel);
  if (sums)
    result = Py_BuildValue("[NNNN]", base_texts(panel->group_base[0], panel->n_groups),
                           base_texts(panel->group_base[1], panel->n_groups),
                           base_texts(panel->group_base[2], panel->n_groups),
                           base_texts(panel->group_base[3], panel->n_groups));
  Py_XDECREF(sums);
  for (size_t f = 0; f < ZZGOV_ECO_N_FACTORS; f++)
    g_free(panel->group_base[f]);
  return result;
}

PyObject *zz_py_eco_panel_bases(const ZzgovRulebook *rulebook, PyObject *dict) {
  Job job = {.job = dict};
  ZzgovEcoPanel panel = ZZGOV_ECO_PANEL_INIT;
  PyObject *result = read_panel(&job, &panel) ? settle_bases(rulebook, &panel) : NULL;
  release(&job);
  return result;
}
