#include "arena.h"
#include "trace-private.h"

struct ZzgovTrace {
  ZzArena *arena;
  GArray *steps;
};

ZzgovTrace *zzgov_trace_new(void) {
  ZzgovTrace *trace = g_new(ZzgovTrace, 1);
  *trace = (ZzgovTrace){zz_arena_new(), g_array_new(FALSE, FALSE, sizeof(ZzgovStep))};
  return trace;
}

void zzgov_trace_free(ZzgovTrace *trace) {
  if (!trace)
    return;
  g_array_unref(trace->steps);
  zz_arena_free(trace->arena);
  g_free(trace);
}

size_t zzgov_trace_get_n_steps(const ZzgovTrace *trace) { return trace ? trace->steps->len : 0; }

const ZzgovStep *zzgov_trace_get_step(const ZzgovTrace *trace, size_t index) {
  if (index >= zzgov_trace_get_n_steps(trace))
    return NULL;
  return &g_array_index(trace->steps, ZzgovStep, index);
}

static const char *copy(ZzgovTrace *trace, const char *text) {
  return text ? zz_arena_strdup(trace->arena, text) : NULL;
}

void zz_trace_add(ZzgovTrace *trace, const ZzgovStep *step) {
  if (!trace)
    return;
  const ZzgovStep kept = {
      .subject = copy(trace, step->subject),
      .provision = copy(trace, step->provision),
      .document = copy(trace, step->document),
      .article = copy(trace, step->article),
      .label = {copy(trace, step->label.en), copy(trace, step->label.zh)},
      .formula = copy(trace, step->formula),
      .value = copy(trace, step->value),
      .unit = copy(trace, step->unit),
  };
  g_array_append_val(trace->steps, kept);
}

void zz_trace_truncate(ZzgovTrace *trace, size_t n_steps) {
  if (trace)
    g_array_set_size(trace->steps, (guint)n_steps);
}
