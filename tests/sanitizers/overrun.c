#include <criterion/criterion.h>
#include <stdlib.h>

Test(fault, overrun) {
  volatile char *bytes = malloc(4);
  bytes[4] = 'x';
  cr_assert_eq(bytes[4], 'x');
  free((void *)bytes);
}
