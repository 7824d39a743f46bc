/* Export, version and availability macros. */
#ifndef ZZGOV_MACROS_H
#define ZZGOV_MACROS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/** Marks a function as part of the library's interface; everything else is hidden. */
#define ZZGOV_API __attribute__((visibility("default")))

/** Interface that exists since release 0.1. */
#define ZZGOV_AVAILABLE_IN_0_1 ZZGOV_API

/** Languages of the texts for people. Figures, codes and names do not depend on it. */
typedef enum {
  ZZGOV_LANG_EN = 0, /**< English */
  ZZGOV_LANG_ZH = 1, /**< Chinese */
} ZzgovLang;

/** A yes or no that may also not be given. */
typedef enum {
  ZZGOV_UNKNOWN = 0, /**< not given */
  ZZGOV_NO = 1,
  ZZGOV_YES = 2,
} ZzgovTruth;

/** One text in both languages, UTF-8. */
typedef struct {
  const char *en; /**< English */
  const char *zh; /**< Chinese */
} ZzgovText;

#endif
