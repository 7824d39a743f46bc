/* Any bytes as a request: there is always one response, one line of JSON, good or not. */
#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>
#include <zzgov.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  bool ok;
  char *response = zzgov_evaluate_json(NULL, (const char *)data, size, &ok);
  size_t length = strlen(response);
  if (length < 2 || strchr(response, '\n') != response + length - 1)
    abort();
  if (!g_utf8_validate(response, -1, NULL))
    abort();
  cJSON *root = cJSON_Parse(response);
  if (!root || cJSON_HasObjectItem(root, "error") == ok)
    abort();
  cJSON_Delete(root);
  g_free(response);
  return 0;
}
