/* Any bytes as a rulebook: it is loaded, or there is an error with a path; what loads can be used.
 */
#include <stdlib.h>
#include <string.h>
#include <zzgov.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void use(const ZzgovRulebook *rulebook) {
  static const char request[] =
      "{\"calculator\":\"eco-compensation\",\"input\":{\"month\":\"2020-11\",\"areas\":[{\"name\":"
      "\"a\",\"pm25\":58,\"pm10\":90,\"pm25_last_year\":61,\"pm10_last_year\":90}]}}";
  g_free(zzgov_evaluate_json(rulebook, request, strlen(request), NULL));
  g_free(zzgov_rulebook_diff(zzgov_rulebook_get_default(), rulebook, NULL));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  GError *error = NULL;
  ZzgovRulebook *rulebook = zzgov_rulebook_load((const char *)data, size, &error);
  if (rulebook)
    use(rulebook);
  else if (!error || error->code != ZZGOV_ERROR_INVALID_RULEBOOK || !zzgov_error_get_path(error))
    abort();
  zzgov_rulebook_unref(rulebook);
  g_clear_error(&error);
  return 0;
}
