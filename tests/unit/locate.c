#include "helper.h"

#include "json.h"

static const char text[] = "{\n"
                           "  \"a\": 1,\n"
                           "  \"b\": {\"c\": [10, 20,\n"
                           "    {\"d/e~\": true}]},\n"
                           "  \"\\u00e9\": \"x\", \"\": null\n"
                           "}\n";

static const struct {
  const char *pointer;
  size_t line, column;
} places[] = {
    {"", 1, 1},        {"/a", 2, 8},      {"/b", 3, 8},     {"/b/c", 3, 14},
    {"/b/c/0", 3, 15}, {"/b/c/1", 3, 19}, {"/b/c/2", 4, 5}, {"/b/c/2/d~1e~0", 4, 14},
    {"/é", 5, 13},     {"/", 5, 22},
};

Test(locate, members_and_elements) {
  for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
    size_t line = 0, column = 0;
    cr_assert(zz_json_locate(text, strlen(text), places[i].pointer, &line, &column), "%s",
              places[i].pointer);
    cr_assert(line == places[i].line && column == places[i].column, "%s: line %zu, column %zu",
              places[i].pointer, line, column);
  }
}

Test(locate, what_is_not_there) {
  const char *const pointers[] = {"/c", "/b/c/3", "/b/c/00", "/A", "/a/0", "a", "/b/c/2/d/e~"};
  for (size_t i = 0; i < G_N_ELEMENTS(pointers); i++) {
    size_t line = 42, column = 42;
    cr_assert_not(zz_json_locate(text, strlen(text), pointers[i], &line, &column), "%s",
                  pointers[i]);
    cr_assert(line == 42 && column == 42);
  }
}

Test(locate, after_a_byte_order_mark) {
  size_t line = 0, column = 0;
  cr_assert(zz_json_locate("\xEF\xBB\xBF{\"a\":\n 1}", 13, "/a", &line, &column));
  cr_assert(line == 2 && column == 2, "line %zu, column %zu", line, column);
  cr_assert(zz_json_locate("\xEF\xBB\xBF[]", 5, "", &line, &column));
  cr_assert(line == 1 && column == 1, "line %zu, column %zu", line, column);
}

/* Of a repeated name the second one is at fault. */
Test(locate, repeated_names) {
  static const char twice[] = "{\"a\":1,\n\"a\":2}", thrice[] = "{\"a\":1,\n\"a\":2,\n\"a\":3}";
  size_t line = 0, column = 0;
  cr_assert(zz_json_locate(twice, strlen(twice), "/a", &line, &column));
  cr_assert(line == 2 && column == 5, "line %zu, column %zu", line, column);
  cr_assert(zz_json_locate(thrice, strlen(thrice), "/a", &line, &column));
  cr_assert(line == 2 && column == 5, "line %zu, column %zu", line, column);
}
