/* libzzgov: the computable provisions of the Zhengzhou government gazette of September 2020.
 *
 * Memory   What a function returns as "new" belongs to the caller and has its own ..._free() or
 *          ..._unref(); what is "lent" stays with its owner. Inputs are only read during the call.
 * Absence  ZZGOV_ABSENT in decimals, amounts and integers, ZZGOV_DATE_ABSENT in dates and months, 0
 *          in enumerations, NULL in pointers. Start every input from its ..._INIT macro.
 * Threads  There is no global state but the built-in rulebook, read once. Rulebooks are immutable
 *          and shared freely; a trace or a result belongs to one thread at a time.
 * Errors   Functions that can fail return false or NULL and set a GError of the domain ZZGOV_ERROR,
 *          which carries a JSON Pointer and what was expected. Nothing is printed, nothing aborts.
 * Strings  UTF-8. Dates are days since 1970-01-01, amounts are fen, decimals are millionths.
 */
#ifndef ZZGOV_H
#define ZZGOV_H

#include <zzgov/calendar.h>
#include <zzgov/columns.h>
#include <zzgov/command.h>
#include <zzgov/date.h>
#include <zzgov/decimal.h>
#include <zzgov/error.h>
#include <zzgov/evaluate.h>
#include <zzgov/macros.h>
#include <zzgov/receipt.h>
#include <zzgov/regulations.h>
#include <zzgov/report.h>
#include <zzgov/rulebook.h>
#include <zzgov/table.h>
#include <zzgov/trace.h>

#endif
