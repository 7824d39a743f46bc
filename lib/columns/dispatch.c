#include "panel-kernel.h"

#include <glib.h>
#include <string.h>
#include <zzgov/columns.h>

/* The best first. */
static const struct {
  const char *name;
  ZzKernel kernel;
  ZzReader reader;
  const ZzPanelKernel *panel;
} kernels[] = {
#ifdef ZZ_X86
    {"avx512", zz_kernel_avx512, zz_read_avx512, &zz_panel_avx512},
    {"avx2", zz_kernel_avx2, zz_read_avx2, &zz_panel_avx2},
#endif
    {"plain", zz_kernel_plain, zz_read_plain, &zz_panel_plain},
};

static bool runs(size_t i) {
#ifdef ZZ_X86
  if (kernels[i].kernel == zz_kernel_avx512)
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
           __builtin_cpu_supports("avx512vl");
  if (kernels[i].kernel == zz_kernel_avx2)
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
#endif
  return kernels[i].kernel == zz_kernel_plain;
}

static size_t choose(void) {
  const char *wanted = g_getenv("ZZGOV_KERNEL");
  size_t best = G_N_ELEMENTS(kernels) - 1;
  for (size_t i = G_N_ELEMENTS(kernels); i-- > 0;)
    if (runs(i))
      best = i;
  for (size_t i = 0; wanted && i < G_N_ELEMENTS(kernels); i++)
    if (strcmp(kernels[i].name, wanted) == 0 && runs(i))
      return i;
  return best;
}

static size_t chosen(void) {
  static gsize once; /* the choice plus one */
  if (g_once_init_enter(&once))
    g_once_init_leave(&once, choose() + 1);
  return once - 1;
}

ZzKernel zz_kernel(void) { return kernels[chosen()].kernel; }
ZzReader zz_reader(void) { return kernels[chosen()].reader; }
const ZzPanelKernel *zz_panel_kernel(void) { return kernels[chosen()].panel; }
const char *zzgov_columns_kernel(void) { return kernels[chosen()].name; }
