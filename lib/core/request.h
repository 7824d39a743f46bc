/* A request: read, checked, computed. What becomes of it (JSON, a report) is said elsewhere. */
#ifndef ZZ_REQUEST_H
#define ZZ_REQUEST_H

#include "json.h"
#include "regulation.h"

/** The members of a request, in the order in which the contract names them. */
enum { ZZ_ID, ZZ_CALCULATOR, ZZ_INPUT, ZZ_OPTIONS, ZZ_RULES, ZZ_EXPLAIN, ZZ_LANG, ZZ_N_MEMBERS };

/** What a request holds besides its calculator's own members. */
typedef struct {
  const char *calculator;
  bool explain;
  int lang; /* a ZzgovLang from 1 */
} ZzRequestHead;

typedef struct {
  cJSON *root; /* of the text, or NULL where it is no JSON */
  const cJSON *nodes[ZZ_N_MEMBERS];
  ZzRequestHead head;
  ZzPath path; /* of the member at hand */
  const ZzCalculator *calculator;
  ZzgovRulebook *rulebook; /* with the request's what-ifs */
  ZzArena *arena;          /* the result takes it over */
  ZzCase zcase;
  void *result;
} ZzRequest;

/**
 * Reads a request and computes its result.
 *
 * @param request   the place for it, to be cleared by zz_request_clear() in any case
 * @param rulebook  or NULL for the one compiled in
 * @param trace     whether to record steps also where the request does not ask for them
 */
bool zz_request_run(ZzRequest *request, const ZzgovRulebook *rulebook, const char *text,
                    size_t length, bool trace, GError **error);
void zz_request_clear(ZzRequest *request);

/** Appends the response to a request that has been computed. */
void zz_response_write(GString *out, const ZzRequest *request);

/** The response to a request's text, and whether it is a result. */
GString *zz_evaluate(const ZzgovRulebook *rulebook, const char *text, size_t length, bool *good);

/** Whether a request's id is a good one: a string or an int64. */
bool zz_check_id(const cJSON *node, const ZzPath *path, GError **error);

#endif
