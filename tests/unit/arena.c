#include "helper.h"

#include "arena.h"

#include <stdalign.h>

static bool is_zero(const char *memory, size_t size) {
  for (size_t i = 0; i < size; i++)
    if (memory[i])
      return false;
  return true;
}

Test(arena, memory_is_zeroed_aligned_and_apart) {
  const size_t sizes[] = {1, 7, 8, 9, 100, 8 * 1024, 8 * 1024 + 1, 3, 5000000, 1};
  g_autoptr(ZzArena) arena = zz_arena_new();
  char *blocks[G_N_ELEMENTS(sizes)];
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++) {
    blocks[i] = zz_arena_alloc(arena, sizes[i]);
    cr_assert_eq((uintptr_t)blocks[i] % alignof(max_align_t), 0);
    cr_assert(is_zero(blocks[i], sizes[i]));
    memset(blocks[i], (int)i + 1, sizes[i]);
  }
  for (size_t i = 0; i < G_N_ELEMENTS(sizes); i++)
    cr_assert(blocks[i][0] == (char)(i + 1) && blocks[i][sizes[i] - 1] == (char)(i + 1));
}

Test(arena, many_small_blocks) {
  g_autoptr(ZzArena) arena = zz_arena_new();
  const char *first = zz_arena_strdup(arena, "first");
  for (size_t i = 0; i < 100000; i++)
    cr_assert_eq(strlen(zz_arena_strndup(arena, "abcdef", i % 7)), i % 7);
  cr_assert_str_eq(first, "first");
}

Test(arena, an_owner_is_freed_with_its_arena) {
  ZzArena *arena = zz_arena_new();
  char *owner = zz_arena_alloc_owner(arena, 100);
  cr_assert_eq((uintptr_t)owner % alignof(max_align_t), 0);
  cr_assert(is_zero(owner, 100));
  zz_arena_alloc(arena, 100000);
  zz_arena_free_owned(owner);
  zz_arena_free_owned(NULL);
  zz_arena_free(NULL);
}
