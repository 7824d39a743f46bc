#include "arena.h"

#include <stdalign.h>
#include <string.h>

enum { FIRST_CHUNK = 8 * 1024, LARGEST_CHUNK = 1024 * 1024 };

typedef struct Chunk Chunk;
struct Chunk {
  Chunk *next;
  alignas(max_align_t) char memory[];
};

struct ZzArena {
  Chunk *chunks;
  char *free;
  size_t left;
  size_t next_size;
};

ZzArena *zz_arena_new(void) {
  ZzArena *arena = g_new0(ZzArena, 1);
  arena->next_size = FIRST_CHUNK;
  return arena;
}

void zz_arena_free(ZzArena *arena) {
  if (!arena)
    return;
  while (arena->chunks) {
    Chunk *chunk = arena->chunks;
    arena->chunks = chunk->next;
    g_free(chunk);
  }
  g_free(arena);
}

static void grow(ZzArena *arena, size_t needed) {
  size_t size = MAX(needed, arena->next_size);
  Chunk *chunk = g_malloc(sizeof(Chunk) + size);
  chunk->next = arena->chunks;
  arena->chunks = chunk;
  arena->free = chunk->memory;
  arena->left = size;
  arena->next_size = MIN(2 * arena->next_size, LARGEST_CHUNK);
}

void *zz_arena_alloc(ZzArena *arena, size_t size) {
  size_t rounded = (size + alignof(max_align_t) - 1) & ~(alignof(max_align_t) - 1);
  if (rounded > arena->left)
    grow(arena, rounded);
  void *memory = arena->free;
  arena->free += rounded;
  arena->left -= rounded;
  return memset(memory, 0, size);
}

char *zz_arena_strndup(ZzArena *arena, const char *text, size_t length) {
  char *copy = zz_arena_alloc(arena, length + 1);
  memcpy(copy, text, length);
  return copy;
}

char *zz_arena_strdup(ZzArena *arena, const char *text) {
  return zz_arena_strndup(arena, text, strlen(text));
}

/* The arena's address stands just before the memory that owns it. */
typedef struct {
  ZzArena *arena;
  alignas(max_align_t) char memory[];
} Owner;

void *zz_arena_alloc_owner(ZzArena *arena, size_t size) {
  Owner *owner = zz_arena_alloc(arena, sizeof(Owner) + size);
  owner->arena = arena;
  return owner->memory;
}

void zz_arena_free_owned(void *memory) {
  if (memory)
    zz_arena_free(((Owner *)((char *)memory - offsetof(Owner, memory)))->arena);
}
