#include "helper.h"

#include "message.h"

/* Arguments are strings: %s, or %.0s where the word of the other language is passed over. */
static int count_arguments(const char *format) {
  int n = 0;
  for (const char *c = format; (c = strchr(c, '%')); c++, n++)
    cr_assert(c[1] == 's' || g_str_has_prefix(c, "%.0s"), "%s", format);
  return n;
}

Test(message, each_has_both_languages_and_the_same_arguments) {
  for (int i = 0; i < ZZ_N_MESSAGES; i++) {
    ZzgovText format = zz_message_format((ZzMessage)i);
    cr_assert(format.en && *format.en, "message %d", i);
    cr_assert(format.zh && *format.zh, "message %d", i);
    cr_assert(g_utf8_validate(format.zh, -1, NULL), "message %d", i);
    cr_assert_eq(count_arguments(format.en), count_arguments(format.zh), "%s", format.en);
  }
}

static bool is_chinese(gunichar c) { return c >= 0x4E00 && c <= 0x9FFF; }

/* Half-width punctuation beside a Chinese character. */
static bool is_slip(const char *at) {
  const char *next = g_utf8_next_char(at);
  return *at && *next &&
         ((is_chinese(g_utf8_get_char(at)) && strchr(",;:()?!", *next)) ||
          (strchr(",;:()?!", *at) && is_chinese(g_utf8_get_char(next))));
}

Test(message, chinese_has_chinese_punctuation) {
  for (int i = 0; i < ZZ_N_MESSAGES; i++) {
    const char *zh = zz_message_format((ZzMessage)i).zh;
    for (const char *at = zh; *at; at = g_utf8_next_char(at))
      cr_assert(!is_slip(at), "%s", zh);
  }
}

Test(message, reasons_of_files) {
  cr_assert_str_eq(zz_file_reason(ZZGOV_LANG_ZH, G_FILE_ERROR_NOENT, "x"), "没有该文件或目录");
  cr_assert_str_eq(zz_file_reason(ZZGOV_LANG_EN, G_FILE_ERROR_NOENT, "x"), "x");
  cr_assert_str_eq(zz_file_reason(ZZGOV_LANG_ZH, G_FILE_ERROR_FAILED, "x"), "x");
}

Test(message, languages) {
  const ZzgovText text = {"en", "zh"};
  cr_assert_str_eq(zz_text_in(&text, ZZGOV_LANG_EN), "en");
  cr_assert_str_eq(zz_text_in(&text, ZZGOV_LANG_ZH), "zh");
}
