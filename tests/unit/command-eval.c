#include "command-helper.h"

#define GOOD "{\"calculator\":\"workdays\",\"input\":{\"from\":\"2020-09-30\",\"add\":3}}"
#define BAD "{\"calculator\":\"workdays\",\"input\":{}}"
#define BOM "\xEF\xBB\xBF"

static Run eval(const char *input, const char *line) {
  return run_with(input, strlen(input), line);
}

/* What the library answers, as the command should. */
static char *answers(const char *first, const char *second) {
  g_autofree char *one = evaluate(first), *two = second ? evaluate(second) : NULL;
  return g_strconcat(one, two, NULL);
}

static void assert_answers(const Run *run, int status, const char *first, const char *second) {
  g_autofree char *wanted = answers(first, second);
  assert_same(run->out, wanted);
  cr_assert_eq(run->status, status);
  assert_same(run->err, "");
}

Test(eval, one_request_from_standard_input) {
  g_auto(Run) plain = eval(GOOD, "zzgov eval"), dash = eval(GOOD, "zzgov eval -");
  g_auto(Run) spread = eval("\n" GOOD "\r\n\n", "zzgov eval"), bad = eval(BAD, "zzgov eval");
  assert_answers(&plain, ZZGOV_EXIT_DONE, GOOD, NULL);
  assert_answers(&dash, ZZGOV_EXIT_DONE, GOOD, NULL);
  assert_answers(&spread, ZZGOV_EXIT_DONE, GOOD, NULL);
  assert_answers(&bad, ZZGOV_EXIT_INVALID, BAD, NULL);
}

Test(eval, nothing_is_no_request) {
  g_auto(Run) empty = eval("", "zzgov eval"), blank = eval(" \n\n", "zzgov eval");
  assert_answers(&empty, ZZGOV_EXIT_INVALID, "", NULL);
  assert_answers(&blank, ZZGOV_EXIT_INVALID, " \n\n", NULL);
}

Test(eval, byte_order_mark) {
  g_auto(Run) whole = eval(BOM GOOD, "zzgov eval");
  g_auto(Run) lines = eval(BOM GOOD "\n" BOM BAD "\n", "zzgov eval --ndjson");
  assert_answers(&whole, ZZGOV_EXIT_DONE, GOOD, NULL);
  assert_answers(&lines, ZZGOV_EXIT_INVALID, GOOD, BAD);
}

Test(eval, a_file) {
  char *name = file_of(GOOD "\n", strlen(GOOD "\n"));
  g_autofree char *line = g_strdup_printf("zzgov eval '%s'", name);
  g_autofree char *dashed = g_strdup_printf("zzgov eval -- '%s'", name);
  g_auto(Run) plain = run(line), behind_dashes = run(dashed);
  remove_file(name);
  assert_answers(&plain, ZZGOV_EXIT_DONE, GOOD, NULL);
  assert_answers(&behind_dashes, ZZGOV_EXIT_DONE, GOOD, NULL);
}

Test(eval, files_that_cannot_be_read) {
  assert_usage("zzgov eval /nonexistent/request.json", "/nonexistent/request.json: No such file");
  assert_usage("zzgov eval -- -x", "-x: No such file");
  assert_usage("zzgov eval /nonexistent/a /nonexistent/b", "/nonexistent/b");
}

/* A stream that fails is an unreadable file, not a request. */
Test(eval, a_stream_that_fails_is_not_answered) {
  assert_usage("zzgov eval /", "Is a directory");
  assert_usage("zzgov eval --ndjson /", "Is a directory");
}

Test(eval, nul_bytes) {
  static const char text[] = GOOD "\0" GOOD;
  g_auto(Run) nul = run_with(text, sizeof text - 1, "zzgov eval");
  g_autofree char *wanted = zzgov_evaluate_json(NULL, text, sizeof text - 1, NULL);
  assert_same(nul.out, wanted);
  cr_assert_eq(nul.status, ZZGOV_EXIT_INVALID);
}

/* --- a request a line ------------------------------------------------------------------------- */

static const struct {
  const char *input;
  int status;
} batches[] = {
    {GOOD "\n" GOOD "\n", ZZGOV_EXIT_DONE},
    {GOOD "\n" GOOD, ZZGOV_EXIT_DONE},
    {"\n\n" GOOD "\n \t\r\n" GOOD "\n\n", ZZGOV_EXIT_DONE},
    {GOOD "\r\n" GOOD "\r\n", ZZGOV_EXIT_DONE},
    {GOOD "\r\n\r\n" GOOD "\r", ZZGOV_EXIT_DONE},
};

Test(eval, ndjson_skips_blank_lines_only) {
  for (size_t i = 0; i < G_N_ELEMENTS(batches); i++) {
    g_auto(Run) batch = eval(batches[i].input, "zzgov eval --ndjson");
    assert_answers(&batch, batches[i].status, GOOD, GOOD);
  }
}

Test(eval, ndjson_keeps_the_order_and_goes_on_after_an_error) {
  g_auto(Run) good_first = eval(GOOD "\n" BAD "\n", "zzgov --ndjson eval -");
  g_auto(Run) bad_first = eval(BAD "\n" GOOD "\n", "zzgov eval - --ndjson");
  assert_answers(&good_first, ZZGOV_EXIT_INVALID, GOOD, BAD);
  assert_answers(&bad_first, ZZGOV_EXIT_INVALID, BAD, GOOD);
}

Test(eval, threads_answer_as_one_does) {
  for (size_t i = 0; i < G_N_ELEMENTS(batches); i++) {
    g_auto(Run) batch = eval(batches[i].input, "zzgov eval --ndjson --threads 3");
    assert_answers(&batch, batches[i].status, GOOD, GOOD);
  }
  g_auto(Run) bad = eval(BAD "\n" GOOD "\n", "zzgov eval - --ndjson --threads 2");
  g_auto(Run) nothing = eval("", "zzgov eval --ndjson --threads 2");
  assert_answers(&bad, ZZGOV_EXIT_INVALID, BAD, GOOD);
  assert_done(nothing);
  assert_same(nothing.out, "");
}

Test(eval, numbers_of_threads) {
  static const char *const numbers[] = {"0", "-1", "65", "x", "''", "1.5", "2x"};
  for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
    g_autofree char *line = g_strconcat("zzgov eval --ndjson --threads ", numbers[i], NULL);
    g_auto(Run) run = eval(GOOD, line);
    cr_assert_eq(run.status, ZZGOV_EXIT_USAGE, "%s", line);
    assert_same(run.out, "");
  }
  g_auto(Run) single = eval(GOOD, "zzgov eval --threads 2");
  g_auto(Run) table = eval(GOOD, "zzgov workdays --from 2020-09-30 --add 3 --threads 2");
  cr_assert_eq(single.status, ZZGOV_EXIT_USAGE);
  assert_has(single.err, "--threads is for eval --ndjson");
  cr_assert_eq(table.status, ZZGOV_EXIT_USAGE);
}

Test(eval, ndjson_of_nothing) {
  g_auto(Run) empty = eval("", "zzgov eval --ndjson"), blank = eval("\n \n", "zzgov eval --ndjson");
  assert_done(empty);
  assert_done(blank);
  assert_same(empty.out, "");
  assert_same(blank.out, "");
}

Test(eval, ndjson_line_with_a_nul_is_not_blank) {
  static const char text[] = "\0\n" GOOD;
  g_auto(Run) batch = run_with(text, sizeof text - 1, "zzgov eval --ndjson");
  g_autofree char *nul = zzgov_evaluate_json(NULL, "\0", 1, NULL), *good = evaluate(GOOD);
  g_autofree char *wanted = g_strconcat(nul, good, NULL);
  assert_same(batch.out, wanted);
  cr_assert_eq(batch.status, ZZGOV_EXIT_INVALID);
}

/* Lines across the borders of what is read at once. */
Test(eval, ndjson_many_lines) {
  GString *input = g_string_new(NULL), *wanted = g_string_new(NULL);
  for (int i = 0; i < 3000; i++) {
    g_autofree char *request =
        g_strdup_printf("{\"id\":%d,\"calculator\":\"workdays\",\"input\":{\"from\":"
                        "\"2020-09-30\",\"add\":%d}}",
                        i, i % 100);
    g_autofree char *answer = evaluate(request);
    g_string_append_printf(input, "%s%s", request, i % 3 ? "\n" : "\r\n");
    g_string_append(wanted, answer);
  }
  static const char *const lines[] = {"zzgov eval --ndjson", "zzgov eval --ndjson --threads 1",
                                      "zzgov --threads 2 eval --ndjson",
                                      "zzgov eval - --ndjson --threads=7"};
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    g_auto(Run) batch = eval(input->str, lines[i]);
    assert_done(batch);
    assert_same(batch.out, wanted->str);
  }
  g_string_free(input, TRUE);
  g_string_free(wanted, TRUE);
}

/* --- size ------------------------------------------------------------------------------------- */

/* A request of `length` bytes after a mark, with blanks before it. */
static GString *padded(const char *mark, size_t length) {
  GString *text = g_string_sized_new(strlen(mark) + length + 1);
  g_string_append(text, mark);
  g_string_set_size(text, strlen(mark) + length);
  memset(text->str + strlen(mark), ' ', length);
  memcpy(text->str + text->len - strlen(GOOD), GOOD, strlen(GOOD));
  return text;
}

static void assert_padded(const char *mark, size_t length, bool fits) {
  GString *text = padded(mark, length);
  g_autofree char *alone = zzgov_evaluate_json(NULL, text->str, text->len, NULL);
  g_auto(Run) single = run_with(text->str, text->len, "zzgov eval");
  assert_same(single.out, alone);
  cr_assert_eq(single.status, fits ? ZZGOV_EXIT_DONE : ZZGOV_EXIT_INVALID);
  g_string_append(text, "\n" GOOD "\n");
  g_auto(Run) batch = run_with(text->str, text->len, "zzgov eval --ndjson");
  g_autofree char *good = evaluate(GOOD), *both = g_strconcat(alone, good, NULL);
  assert_same(batch.out, both);
  cr_assert_eq(batch.status, fits ? ZZGOV_EXIT_DONE : ZZGOV_EXIT_INVALID);
  if (!fits)
    assert_has(single.out, "\"limit-exceeded\",\"path\":\"\"");
  g_string_free(text, TRUE);
}

Test(eval, longest_request) { assert_padded("", ZZGOV_MAX_REQUEST_BYTES, true); }
Test(eval, longest_request_after_a_mark) { assert_padded(BOM, ZZGOV_MAX_REQUEST_BYTES, true); }
Test(eval, a_byte_too_long) { assert_padded("", ZZGOV_MAX_REQUEST_BYTES + 1, false); }
Test(eval, a_byte_too_long_after_a_mark) { assert_padded(BOM, ZZGOV_MAX_REQUEST_BYTES + 1, false); }
Test(eval, far_too_long) { assert_padded("", ZZGOV_MAX_REQUEST_BYTES + 300000, false); }

/* --- rulebooks -------------------------------------------------------------------------------- */

/* A command line whose %s is a file with the built-in rulebook, one word of it changed. */
static Run with_rulebook(const char *from, const char *to, const char *line) {
  g_auto(GStrv) parts = g_strsplit(zzgov_rulebook_get_text(zzgov_rulebook_get_default()), from, 2);
  cr_assert_eq(g_strv_length(parts), 2, "%s", from);
  g_autofree char *text = g_strjoinv(to, parts);
  char *name = file_of(text, strlen(text));
  g_auto(GStrv) words = g_strsplit(line, "%s", 2);
  g_autofree char *whole = g_strjoinv(name, words);
  Run run = eval(GOOD, whole);
  remove_file(name);
  return run;
}

Test(eval, another_rulebook) {
  g_auto(Run) other = with_rulebook("2020.9", "2020.10", "zzgov eval --rulebook %s");
  assert_done(other);
  assert_has(other.out, "\"version\":\"2020.10\"");
}

Test(eval, a_bad_rulebook_is_the_answer) {
  g_auto(Run) bad = with_rulebook("\"format\": 1", "\"format\": 2", "zzgov --rulebook=%s eval");
  cr_assert_eq(bad.status, ZZGOV_EXIT_INVALID);
  assert_same(bad.err, "");
  cr_assert(g_str_has_prefix(bad.out, "{\"error\":{\"code\":\"invalid-rulebook\",\"path\":"
                                      "\"/format\",\"line\":2,\"column\":13,\"message\":\""),
            "%s", bad.out);
  cr_assert(g_str_has_suffix(bad.out, "}}\n"));
}

Test(eval, a_bad_rulebook_in_chinese) {
  g_auto(Run) bad =
      with_rulebook("\"format\": 1", "\"form\": 1", "zzgov eval --lang zh --rulebook %s");
  cr_assert_eq(bad.status, ZZGOV_EXIT_INVALID);
  assert_has(bad.out, "此处没有“form”");
}

Test(eval, a_rulebook_that_cannot_be_read) {
  assert_usage("zzgov eval --rulebook /nonexistent/rules.json", "/nonexistent/rules.json");
}
