/* The trace: how a result came about, step by step, each with its article. */
#ifndef ZZGOV_TRACE_H
#define ZZGOV_TRACE_H

#include <zzgov/macros.h>

G_BEGIN_DECLS

/** A growing list of steps; give one to a calculator to have its work explained. */
typedef struct ZzgovTrace ZzgovTrace;

/** One step. All texts are UTF-8 and belong to the trace. */
typedef struct {
  const char *subject;   /**< name or id of the element it belongs to, or NULL */
  const char *provision; /**< provision id, "ECO-05" */
  const char *document;  /**< document number, "郑政办〔2020〕45号" */
  const char *article;   /**< article, "第四条第1项" */
  ZzgovText label;       /**< what the step determines */
  const char *formula;   /**< with its numbers; exact rationals as p/q */
  const char *value;     /**< the outcome, as in the result */
  const char *unit;      /**< "yuan", "µg/m³", "percentage points", "date", ... */
} ZzgovStep;

/** A warning: the result stands, but somebody should look. Texts belong to the result. */
typedef struct {
  const char *code;      /**< "unknown-area" */
  const char *provision; /**< "ECO-01" */
  const char *path;      /**< JSON Pointer into the request, "/input/areas/3/name" */
  ZzgovText message;     /**< for people */
} ZzgovWarning;

/** An empty trace; free with zzgov_trace_free(). */
ZZGOV_AVAILABLE_IN_0_1
ZzgovTrace *zzgov_trace_new(void);

/** Frees a trace and its steps; NULL is allowed. */
ZZGOV_AVAILABLE_IN_0_1
void zzgov_trace_free(ZzgovTrace *trace);

/** The number of steps; 0 for NULL. */
ZZGOV_AVAILABLE_IN_0_1
size_t zzgov_trace_get_n_steps(const ZzgovTrace *trace);

/** Step `index` from 0, lent until the trace is freed or grows; NULL beyond the last. */
ZZGOV_AVAILABLE_IN_0_1
const ZzgovStep *zzgov_trace_get_step(const ZzgovTrace *trace, size_t index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzgovTrace, zzgov_trace_free)

G_END_DECLS

#endif
