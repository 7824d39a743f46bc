/* Recording steps; all texts are copied into the trace. */
#ifndef ZZ_TRACE_PRIVATE_H
#define ZZ_TRACE_PRIVATE_H

#include <zzgov/trace.h>

/** Adds a step; does nothing without a trace. */
void zz_trace_add(ZzgovTrace *trace, const ZzgovStep *step);

#endif
