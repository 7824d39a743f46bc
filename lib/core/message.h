/* The one table of texts for people: errors and warnings, in English and Chinese. */
#ifndef ZZ_MESSAGE_H
#define ZZ_MESSAGE_H

#include <glib.h>
#include <stdarg.h>
#include <zzgov/macros.h>

typedef enum {
  ZZ_MSG_NOT_JSON,              /* what stands there, en and zh */
  ZZ_MSG_TOO_LARGE,             /* - */
  ZZ_MSG_TOO_DEEP,              /* - */
  ZZ_MSG_DUPLICATE,             /* name */
  ZZ_MSG_UNKNOWN,               /* name */
  ZZ_MSG_UNKNOWN_NEAR,          /* name, nearest */
  ZZ_MSG_MISSING,               /* member, en and zh */
  ZZ_MSG_WRONG_TYPE,            /* found, en and zh */
  ZZ_MSG_WRONG_VALUE,           /* found */
  ZZ_MSG_WRONG_VALUE_NEAR,      /* found, nearest */
  ZZ_MSG_TOO_MANY,              /* found, limit */
  ZZ_MSG_TOO_FEW,               /* found, needed */
  ZZ_MSG_REPEATED_NAME,         /* name */
  ZZ_MSG_ONE_OF,                /* given, excluded: each en and zh */
  ZZ_MSG_ONE_OF_MISSING,        /* two members, each en and zh */
  ZZ_MSG_NEEDED_FOR,            /* member, what needs it: each en and zh */
  ZZ_MSG_NOT_IN_FORCE_BEFORE,   /* asked, first */
  ZZ_MSG_NOT_IN_FORCE_AFTER,    /* asked, last */
  ZZ_MSG_BEYOND_LAST_YEAR,      /* last */
  ZZ_MSG_AFTER_OPEN,            /* found */
  ZZ_MSG_CALENDAR_MISSING,      /* first, last */
  ZZ_MSG_DAY_BEFORE,            /* day, earliest */
  ZZ_MSG_OVERFLOW,              /* - */
  ZZ_MSG_NOT_ASCENDING,         /* found, previous */
  ZZ_MSG_OPEN_TIER_INSIDE,      /* - */
  ZZ_MSG_LAST_TIER_CLOSED,      /* - */
  ZZ_MSG_GAP_OR_OVERLAP,        /* found, expected */
  ZZ_MSG_PERIOD_BACKWARDS,      /* from, until */
  ZZ_MSG_UNKNOWN_DOCUMENT,      /* key */
  ZZ_MSG_UNKNOWN_PROVISION,     /* id */
  ZZ_MSG_DATELESS,              /* regulation */
  ZZ_MSG_NOT_IN_ORDER,          /* found */
  ZZ_MSG_CALENDAR_YEAR,         /* found, expected */
  ZZ_MSG_CALENDAR_DAY,          /* day */
  ZZ_MSG_UNREADABLE,            /* file; reason, en and zh */
  ZZ_MSG_ARGUMENT,              /* argument */
  ZZ_MSG_INTERNAL,              /* what */
  ZZ_MSG_UNKNOWN_AREA,          /* name */
  ZZ_MSG_UNKNOWN_AREA_NEAR,     /* name, nearest */
  ZZ_MSG_WRONG_NETWORK,         /* name, right network */
  ZZ_MSG_PARTIAL_CITY,          /* given, all */
  ZZ_MSG_ABOVE,                 /* found, limit */
  ZZ_MSG_DAY_AFTER,             /* day, latest */
  ZZ_MSG_ONLY_FOR,              /* member, for what: each en and zh */
  ZZ_MSG_GAP_LARGE_MINE,        /* year, class in zh, year */
  ZZ_MSG_GAP_SHORT_LIFE,        /* years */
  ZZ_MSG_PROVINCIAL_RULE,       /* - */
  ZZ_MSG_ASSUMED_REWARD,        /* yuan */
  ZZ_MSG_CEILING_EXCEEDED,      /* yuan, ceiling */
  ZZ_MSG_PLACE_LINE,            /* line */
  ZZ_MSG_PLACE_COLUMN,          /* line, column */
  ZZ_MSG_PLACE_CELL,            /* line, column, header */
  ZZ_MSG_MORE_FAULTS,           /* number */
  ZZ_MSG_WORKBOOK,              /* - */
  ZZ_MSG_ENCODING,              /* - */
  ZZ_MSG_SEPARATOR,             /* - */
  ZZ_MSG_QUOTE_OPEN,            /* - */
  ZZ_MSG_QUOTE_INSIDE,          /* - */
  ZZ_MSG_NO_HEADERS,            /* - */
  ZZ_MSG_NO_ROWS,               /* - */
  ZZ_MSG_ROW_LONG,              /* cell */
  ZZ_MSG_HEADER_EMPTY,          /* cell */
  ZZ_MSG_HEADER_UNKNOWN,        /* header */
  ZZ_MSG_HEADER_NEAR,           /* header, nearest */
  ZZ_MSG_HEADER_TWICE,          /* header; column, en and zh */
  ZZ_MSG_HEADER_BESIDE,         /* member, en and zh */
  ZZ_MSG_COLUMN_MISSING,        /* name, label, both as shown in zh */
  ZZ_MSG_COLUMN_MISSING_BESIDE, /* name, label, both as shown in zh */
  ZZ_MSG_CELL_ABSENT,           /* name, label, both as shown in zh */
  ZZ_MSG_CELL_DIFFERS,          /* cell, line */
  ZZ_MSG_CELL_FORMULA,          /* cell */
  ZZ_MSG_CELL_UNIT,             /* cell */
  ZZ_MSG_CELL_SCIENTIFIC,       /* cell */
  ZZ_MSG_CELL_COMMA,            /* cell */
  ZZ_MSG_CELL_NUMBER,           /* cell */
  ZZ_MSG_CELL_SHIFTED,          /* cell */
  ZZ_MSG_CELL_DATE,             /* cell */
  ZZ_MSG_CELL_NO_DAY,           /* cell */
  ZZ_MSG_CELL_DAY_NUMBER,       /* cell */
  ZZ_MSG_CELL_MONTH,            /* cell */
  ZZ_MSG_CELL_TRUTH,            /* cell */
  ZZ_MSG_CELL_TOTAL,            /* cell */
  ZZ_MSG_CELL_PLACEHOLDER,      /* cell */
  ZZ_MSG_CELL_DIGITS,           /* cell, digits after the point */
  ZZ_MSG_CELL_ALIKE,            /* cell, line */
  ZZ_MSG_HEADER_UNIT,           /* unit; column, en and zh; known units */
  ZZ_MSG_HEADER_NO_UNIT,        /* column, en and zh; unit */
  ZZ_MSG_BROKEN_UTF8,           /* line */
  ZZ_MSG_TABLE_BESIDE,          /* member */
  ZZ_MSG_SET_TWICE,             /* name */
  ZZ_MSG_CANCELLED,             /* - */
  ZZ_MSG_USAGE_HELP,            /* - */
  ZZ_MSG_USAGE_LIST,            /* word */
  ZZ_MSG_USAGE_SCHEMA,          /* - */
  ZZ_MSG_USAGE_OPTION,          /* command, option */
  ZZ_MSG_USAGE_THREADS_ALONE,   /* - */
  ZZ_MSG_USAGE_THREADS,         /* most */
  ZZ_MSG_USAGE_COMMAND,         /* word */
  ZZ_MSG_USAGE_COMMAND_NEAR,    /* word, nearest */
  ZZ_MSG_USAGE_LANG,            /* word */
  ZZ_MSG_USAGE_NOTHING,         /* - */
  ZZ_MSG_USAGE_RULES,           /* - */
  ZZ_MSG_USAGE_RULES_NEAR,      /* nearest */
  ZZ_MSG_USAGE_RULES_SHOW,      /* - */
  ZZ_MSG_USAGE_RULES_CHECK,     /* - */
  ZZ_MSG_USAGE_RULES_DIFF,      /* - */
  ZZ_MSG_USAGE_RULES_DIFF_TWO,  /* - */
  ZZ_MSG_USAGE_FORMAT,          /* word */
  ZZ_MSG_USAGE_WORKBOOK,        /* word */
  ZZ_MSG_USAGE_TABLES,          /* calculator, word */
  ZZ_MSG_USAGE_NEEDS_TABLE,     /* calculator, calculator */
  ZZ_MSG_USAGE_NEEDS_ANY,       /* calculator */
  ZZ_MSG_USAGE_RULES_OR_SET,    /* - */
  ZZ_MSG_USAGE_OUTPUT,          /* - */
  ZZ_MSG_USAGE_SET,             /* word */
  ZZ_MSG_USAGE_FILES,           /* command, word */
  ZZ_MSG_OPTION_UNKNOWN,        /* option */
  ZZ_MSG_OPTION_VALUE,          /* option */
  ZZ_MSG_OPTION_TWICE,          /* option */
  ZZ_MSG_OPTION_BARE,           /* option */
  ZZ_MSG_OPTION_TEXT,           /* - */
  ZZ_MSG_USAGE_TRY,             /* calculator and a blank, or nothing */
  ZZ_MSG_OUTPUT,                /* - */
  ZZ_MSG_RECEIPT_VERIFIED,      /* place, sum */
  ZZ_MSG_RECEIPT_NONE,          /* - */
  ZZ_MSG_RECEIPT_ALTERED,       /* - */
  ZZ_MSG_RECEIPT_REQUEST,       /* - */
  ZZ_MSG_RECEIPT_VERSION,       /* of the receipt, ours */
  ZZ_MSG_RECEIPT_RULEBOOK,      /* sum of the receipt's, of ours */
  ZZ_MSG_RECEIPT_RESPONSE,      /* member */
  ZZ_MSG_RECEIPT_PATCHED,       /* - */
  ZZ_N_MESSAGES
} ZzMessage;

/** The format strings of a message; both take the same arguments. */
ZzgovText zz_message_format(ZzMessage message);

/** A message with its arguments, in one language; free with g_free(). */
char *zz_message_printf(ZzgovLang lang, ZzMessage message, ...);
char *zz_message_vprintf(ZzgovLang lang, ZzMessage message, va_list args);

/** Why a file cannot be read or written: in Chinese by the code of GFileError where that is one
 * that people meet, else as the system says it. */
const char *zz_file_reason(ZzgovLang lang, int file_error, const char *said);

/** Whether a character can do something to a terminal or to the order of a line. */
bool zz_is_harmful(gunichar c);

/** A text in which such characters are U+FFFD; free with g_free(). */
char *zz_harmless(const char *text);

/** The text in a language. */
const char *zz_text_in(const ZzgovText *text, ZzgovLang lang);

#endif
