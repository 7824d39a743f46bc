/* Errors: one GError domain whose errors say where, what was expected and which name was near. */
#ifndef ZZGOV_ERROR_H
#define ZZGOV_ERROR_H

#include <zzgov/macros.h>

G_BEGIN_DECLS

/** The domain of all errors of this library. */
#define ZZGOV_ERROR (zzgov_error_quark())

/** The codes, append-only; zzgov_error_code_name() gives the names used in JSON. */
typedef enum {
  ZZGOV_ERROR_INVALID_JSON,
  ZZGOV_ERROR_LIMIT_EXCEEDED,
  ZZGOV_ERROR_DUPLICATE_FIELD,
  ZZGOV_ERROR_UNKNOWN_CALCULATOR,
  ZZGOV_ERROR_UNKNOWN_FIELD,
  ZZGOV_ERROR_MISSING_FIELD,
  ZZGOV_ERROR_INVALID_TYPE,
  ZZGOV_ERROR_INVALID_VALUE,
  ZZGOV_ERROR_NOT_IN_FORCE,
  ZZGOV_ERROR_CALENDAR_MISSING,
  ZZGOV_ERROR_OVERFLOW,
  ZZGOV_ERROR_INVALID_RULEBOOK,
  ZZGOV_ERROR_INTERNAL,
  ZZGOV_ERROR_INVALID_ARGUMENT, /**< a C caller's NULL or out-of-range argument; never in JSON */
  ZZGOV_ERROR_UNREADABLE,       /**< a file cannot be read; never in JSON */
  ZZGOV_ERROR_CANCELLED,        /**< a caller's progress function asked to stop; never in JSON */
  ZZGOV_ERROR_INVALID_RECEIPT,  /**< a response is not what its receipt says; never in JSON */
} ZzgovErrorCode;

/** The error domain. */
ZZGOV_AVAILABLE_IN_0_1
GQuark zzgov_error_quark(void);

/** The name of a code, such as "invalid-value"; NULL for a number that is no code. */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_error_code_name(int code);

/** JSON Pointer to what is at fault, "" for the root; NULL where `error` is not of ZZGOV_ERROR. */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_error_get_path(const GError *error);

/** What was expected instead, in words; NULL where there is nothing to say. */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_error_get_expected(const GError *error, ZzgovLang lang);

/** The message in a language; in English it is `error->message`. */
ZZGOV_AVAILABLE_IN_0_1
const char *zzgov_error_get_message(const GError *error, ZzgovLang lang);

/**
 * The position in the JSON text, in bytes from 1; 0 where there is none.
 *
 * @return whether there is a position
 */
ZZGOV_AVAILABLE_IN_0_1
bool zzgov_error_get_position(const GError *error, size_t *line, size_t *column);

G_END_DECLS

#endif
