/* Memory that is given back all at once: a decoded input, a result, a rulebook. */
#ifndef ZZ_ARENA_H
#define ZZ_ARENA_H

#include <glib.h>
#include <stddef.h>

typedef struct ZzArena ZzArena;

ZzArena *zz_arena_new(void);
void zz_arena_free(ZzArena *arena);

/** Zeroed memory of `size` bytes, aligned for anything, valid until the arena is freed. */
void *zz_arena_alloc(ZzArena *arena, size_t size);

/** A NUL-terminated copy of `length` bytes. */
char *zz_arena_strndup(ZzArena *arena, const char *text, size_t length);
char *zz_arena_strdup(ZzArena *arena, const char *text);

/** Memory that owns its arena: zz_arena_free_owned() on it frees the arena and so itself. */
void *zz_arena_alloc_owner(ZzArena *arena, size_t size);
void zz_arena_free_owned(void *memory);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(ZzArena, zz_arena_free)

#endif
