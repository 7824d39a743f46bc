/* Where the calculators write: --output and --format. */
#include "calculate-helper.h"

#include <sys/stat.h>
#include <unistd.h>

#define COAL "zzgov coal-closure TABLE "
#define OLD "what was there before\n"

/* --- a folder --------------------------------------------------------------------------------- */

/* A folder with one file. */
typedef struct {
  char *folder, *file;
} Place;

/* All folders are within one: a test that fails leaves its own by a jump, which no cleanup of its
 * variables sees, so what is there is removed behind each test. */
static char *all_folders;

static void make_folders(void) { all_folders = g_dir_make_tmp("zzgov-output-XXXXXX", NULL); }

static void remove_all(const char *path) {
  g_autoptr(GDir) folder =
      g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
  const char *name;
  while (folder && (name = g_dir_read_name(folder))) {
    g_autofree char *inside = g_build_filename(path, name, NULL);
    remove_all(inside);
  }
  g_remove(path);
}

static void remove_folders(void) {
  remove_all(all_folders);
  g_clear_pointer(&all_folders, g_free);
}

TestSuite(output, .init = make_folders, .fini = remove_folders);

static Place place_of(const char *name) {
  char *folder = g_build_filename(all_folders, "XXXXXX", NULL);
  cr_assert_not_null(g_mkdtemp(folder));
  return (Place){folder, g_build_filename(folder, name, NULL)};
}

static void clear_place(Place *place) {
  g_free(place->folder);
  g_free(place->file);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Place, clear_place)

/* Left-overs of the writing would count. */
static size_t count_files(const Place *place) {
  g_autoptr(GDir) folder = g_dir_open(place->folder, 0, NULL);
  size_t n = 0;
  while (g_dir_read_name(folder))
    n++;
  return n;
}

static char *text_of_file(const Place *place) {
  char *text = NULL;
  cr_assert(g_file_get_contents(place->file, &text, NULL, NULL), "%s", place->file);
  return text;
}

/* A line about the sample in which OUT stands for the file. */
static Run run_into(const Place *place, const char *line) {
  g_autofree char *words = with_file(line, "OUT", place->file);
  return run_on_sample("coal-closure", words);
}

/* It wrote nothing on the output stream, and the file alone into the folder. */
static void assert_written(const Place *place, const char *line, const char *wanted) {
  g_auto(Run) run = run_into(place, line);
  assert_done(run);
  assert_same(run.out, "");
  cr_assert_eq(count_files(place), 1);
  assert_text(text_of_file(place), wanted);
}

/* --- files ------------------------------------------------------------------------------------ */

Test(output, a_new_file) {
  static const char *const lines[] = {COAL "--output OUT", COAL "-o OUT", COAL "--output=OUT",
                                      "zzgov -o OUT coal-closure TABLE"};
  g_auto(Run) wanted = run_on_sample("coal-closure", COAL);
  for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
    g_auto(Place) place = place_of("report");
    assert_written(&place, lines[i], wanted.out);
  }
}

Test(output, a_file_that_is_there_is_replaced) {
  g_auto(Run) wanted = run_on_sample("coal-closure", COAL "--format csv");
  g_autofree char *longer = g_strnfill(100000, 'x');
  g_auto(Place) place = place_of("report.csv");
  cr_assert(g_file_set_contents(place.file, longer, -1, NULL));
  assert_written(&place, COAL "--output OUT", wanted.out);
}

Test(output, names_in_chinese) {
  g_auto(Run) wanted = run_on_sample("coal-closure", COAL "--format html --lang zh");
  g_auto(Place) place = place_of("结算 报告.html");
  assert_written(&place, COAL "--lang zh --output OUT", wanted.out);
}

Test(output, a_dash_is_the_output_stream) {
  g_auto(Run) dash = run_on_sample("coal-closure", COAL "--output -");
  g_auto(Run) wanted = run_on_sample("coal-closure", COAL);
  assert_done(dash);
  assert_same(dash.out, wanted.out);
}

Test(output, samples_go_there_too) {
  g_auto(Place) place = place_of("sample.csv");
  assert_written(&place, "zzgov coal-closure --example --output OUT",
                 zzgov_table_example("coal-closure", ZZGOV_LANG_EN, NULL));
}

/* A file that others may not read stays so: reports are about people's money and names. */
Test(output, permissions_of_a_file_that_is_there) {
  g_auto(Place) place = place_of("report.txt");
  GStatBuf status;
  cr_assert(g_file_set_contents(place.file, OLD, -1, NULL));
  cr_assert_eq(g_chmod(place.file, 0600), 0);
  g_auto(Run) run = run_into(&place, COAL "--output OUT");
  assert_done(run);
  cr_assert_eq(g_stat(place.file, &status), 0);
  cr_assert_eq(status.st_mode & 0777, 0600, "%o", status.st_mode & 0777);
}

/* A link leads to where the report belongs. */
Test(output, a_link_is_followed) {
  g_auto(Run) wanted = run_on_sample("coal-closure", COAL);
  g_auto(Place) target = place_of("target.txt"), link = place_of("link.txt");
  cr_assert(g_file_set_contents(target.file, OLD, -1, NULL));
  cr_assert_eq(symlink(target.file, link.file), 0);
  g_auto(Run) run = run_into(&link, COAL "--output OUT");
  assert_done(run);
  cr_assert(g_file_test(link.file, G_FILE_TEST_IS_SYMLINK));
  assert_text(text_of_file(&target), wanted.out);
}

Test(output, a_link_to_what_is_not_there_yet) {
  g_auto(Run) wanted = run_on_sample("coal-closure", COAL);
  g_auto(Place) target = place_of("target.txt"), link = place_of("link.txt");
  cr_assert_eq(symlink(target.file, link.file), 0);
  g_auto(Run) run = run_into(&link, COAL "--output OUT");
  assert_done(run);
  cr_assert(g_file_test(link.file, G_FILE_TEST_IS_SYMLINK));
  assert_text(text_of_file(&target), wanted.out);
}

/* --- what is left alone ----------------------------------------------------------------------- */

static const struct {
  const char *line;
  int status;
} failing[] = {
    {COAL "--output OUT --set small_below_10kt=x", ZZGOV_EXIT_INVALID},
    {COAL "--output OUT --set small_below=5", ZZGOV_EXIT_INVALID},
    {COAL "--output OUT --format pdf", ZZGOV_EXIT_USAGE},
    {COAL "--output OUT --rulebook /nonexistent/r.json", ZZGOV_EXIT_USAGE},
    {COAL "--output OUT --ratio-uplift x", ZZGOV_EXIT_INVALID},
    {"zzgov coal-closure --output OUT", ZZGOV_EXIT_USAGE},
    {"zzgov coal-closure /nonexistent/t.csv --output OUT", ZZGOV_EXIT_USAGE},
    {"zzgov smart-mine TABLE --output OUT", ZZGOV_EXIT_INVALID},
};

Test(output, nothing_is_touched_where_something_fails) {
  for (size_t i = 0; i < G_N_ELEMENTS(failing); i++) {
    g_auto(Place) old = place_of("report.txt"), none = place_of("report.txt");
    cr_assert(g_file_set_contents(old.file, OLD, -1, NULL));
    g_auto(Run) over = run_into(&old, failing[i].line), fresh = run_into(&none, failing[i].line);
    assert_refused(over, failing[i].status, "");
    assert_refused(fresh, failing[i].status, "");
    assert_text(text_of_file(&old), OLD);
    cr_assert_eq(count_files(&old), 1);
    cr_assert_eq(count_files(&none), 0);
  }
}

/* --- what cannot be written ------------------------------------------------------------------- */

Test(output, a_folder_that_is_not_there) {
  g_auto(Run) run = run_on_sample("coal-closure", COAL "--output /nonexistent/report.csv");
  assert_refused(run, ZZGOV_EXIT_INTERNAL, "zzgov: /nonexistent/report.csv: ");
  assert_has(run.err, "No such file or directory");
}

Test(output, a_folder_is_no_file) {
  g_auto(Place) place = place_of("x");
  g_autofree char *line = with_file(COAL "--output OUT", "OUT", place.folder);
  g_auto(Run) run = run_on_sample("coal-closure", line);
  assert_refused(run, ZZGOV_EXIT_INTERNAL, "Is a directory");
  cr_assert_eq(count_files(&place), 0);
}

Test(output, no_name_at_all) {
  g_auto(Run) run = run_on_sample("coal-closure", COAL "--output ''");
  cr_assert(run.status == ZZGOV_EXIT_INTERNAL || run.status == ZZGOV_EXIT_USAGE);
  cr_assert(g_str_has_prefix(run.err, "zzgov: "));
  assert_same(run.out, "");
}

/* Where a device is to be written to, a link to it stands in a folder of the test: if it were ever
 * replaced by a file, the device of the machine would still be there. */
static Place device_of(const char *device) {
  Place place = place_of("device");
  cr_assert_eq(symlink(device, place.file), 0);
  return place;
}

Test(output, a_full_device) {
  g_auto(Place) place = device_of("/dev/full");
  g_auto(Run) table = run_into(&place, COAL "--output OUT");
  g_auto(Run) page = run_into(&place, COAL "--output OUT --format html");
  assert_refused(table, ZZGOV_EXIT_INTERNAL, "/device: No space left on device");
  assert_refused(page, ZZGOV_EXIT_INTERNAL, "/device: No space left on device");
}

/* A device is written to, not replaced by a file. */
Test(output, devices_stay_devices) {
  GStatBuf status;
  g_auto(Place) place = device_of("/dev/null");
  g_auto(Run) run = run_into(&place, COAL "--output OUT --format html");
  assert_done(run);
  assert_same(run.out, "");
  cr_assert_eq(g_stat(place.file, &status), 0);
  cr_assert(S_ISCHR(status.st_mode));
  cr_assert_eq(count_files(&place), 1);
}

Test(output, a_named_pipe) {
  g_auto(Run) wanted = run_on_sample("workdays", "zzgov workdays TABLE");
  g_auto(Place) place = place_of("pipe");
  char text[4096] = "";
  cr_assert_eq(mkfifo(place.file, 0600), 0);
  FILE *both = fopen(place.file, "r+"); /* so that neither end waits for the other */
  g_autofree char *line = with_file("zzgov workdays TABLE -o OUT", "OUT", place.file);
  g_auto(Run) run = run_on_sample("workdays", line);
  assert_done(run);
  cr_assert(strlen(wanted.out) < sizeof text);
  cr_assert_eq(fread(text, 1, strlen(wanted.out), both), strlen(wanted.out));
  fclose(both);
  assert_same(text, wanted.out);
}

/* --- formats ---------------------------------------------------------------------------------- */

static const struct {
  const char *format, *beginning;
} beginnings[] = {
    {"table", "Closing coal mines  (zhengzhou"},
    {"csv", "\xEF\xBB\xBFname,class,"},
    {"json", "{\"calculator\":\"coal-closure\","},
    {"html", "<!DOCTYPE html>"},
};

Test(output, formats) {
  for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++) {
    g_autofree char *line = g_strconcat(COAL "--format ", beginnings[i].format, NULL);
    g_auto(Run) run = run_on_sample("coal-closure", line);
    assert_done(run);
    cr_assert(g_str_has_prefix(run.out, beginnings[i].beginning), "%.100s", run.out);
    assert_has_not(run.out, "\033");
  }
}

Test(output, formats_that_there_are_not) {
  static const char *const names[] = {"cvs", "CSV", "pdf", "''", "coloured", "txt"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_autofree char *line = g_strconcat(COAL "--format ", names[i], NULL);
    assert_sample_usage("coal-closure", line, "--format takes table, csv, json or html, not \"");
  }
}

/* Who wants a workbook is told what there is instead, and nothing is written. */
Test(output, workbooks_are_not_written) {
  static const char *const names[] = {"a.xlsx", "a.XLS", "a.ods", "结算.xlsx"};
  for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
    g_auto(Place) place = place_of(names[i]);
    g_auto(Run) en = run_into(&place, COAL "--output OUT");
    g_auto(Run) zh = run_into(&place, COAL "--output OUT --lang zh");
    assert_refused(en, ZZGOV_EXIT_USAGE, "workbooks are not written (\"");
    assert_has(en.err, "; write .csv, which Excel opens, or .html");
    assert_refused(zh, ZZGOV_EXIT_USAGE, "不写出Excel工作簿（“");
    cr_assert_eq(count_files(&place), 0);
  }
  assert_sample_usage("coal-closure", COAL "--format xlsx", "workbooks are not written (\"xlsx\")");
}

/* The beginning of what is written into a file of that name. */
static void assert_begins(const char *name, const char *options, const char *beginning) {
  g_auto(Place) place = place_of(name);
  g_autofree char *line = g_strconcat(COAL "--output OUT ", options, NULL);
  g_auto(Run) run = run_into(&place, line);
  assert_done(run);
  g_autofree char *text = text_of_file(&place);
  cr_assert(g_str_has_prefix(text, beginning), "%s: %.100s", name, text);
}

Test(output, the_ending_decides) {
  for (size_t i = 0; i < G_N_ELEMENTS(beginnings); i++) {
    g_autofree char *name = g_strconcat("a.b.", beginnings[i].format, NULL);
    assert_begins(name, "", beginnings[i].beginning);
  }
  assert_begins("report", "", beginnings[0].beginning);
  assert_begins("report.txt", "", beginnings[0].beginning);
  assert_begins("html", "", beginnings[0].beginning);
  assert_begins("report.csv.txt", "", beginnings[0].beginning);
}

Test(output, the_option_decides_over_the_ending) {
  assert_begins("report.html", "--format csv", beginnings[1].beginning);
  assert_begins("report.csv", "--format json", beginnings[2].beginning);
  assert_begins("report.json", "--format table", beginnings[0].beginning);
}

/* The dot of a folder is no ending. */
Test(output, endings_of_folders_do_not_count) {
  g_auto(Place) folder = place_of("x.html");
  cr_assert_eq(g_mkdir(folder.file, 0700), 0);
  g_autofree char *file = g_build_filename(folder.file, "csv", NULL);
  g_autofree char *line = with_file(COAL "--output OUT", "OUT", file);
  g_auto(Run) run = run_on_sample("coal-closure", line);
  assert_done(run);
  g_autofree char *text = NULL;
  cr_assert(g_file_get_contents(file, &text, NULL, NULL));
  cr_assert(g_str_has_prefix(text, beginnings[0].beginning), "%.100s", text);
}
