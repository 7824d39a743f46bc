#include <criterion/criterion.h>
#include <stdlib.h>

static void *volatile kept;

Test(fault, leak) {
  kept = malloc(4711);
  kept = NULL;
  cr_assert_null(kept);
}
