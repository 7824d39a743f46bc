/* Recording steps; all texts are copied into the trace. */
#ifndef ZZ_TRACE_PRIVATE_H
#define ZZ_TRACE_PRIVATE_H

#include <zzgov/trace.h>

/** Takes the last steps off again, of a computation that failed; NULL is allowed. */
void zz_trace_truncate(ZzgovTrace *trace, size_t n_steps);

/** Adds a step; does nothing without a trace. */
void zz_trace_add(ZzgovTrace *trace, const ZzgovStep *step);

#endif
