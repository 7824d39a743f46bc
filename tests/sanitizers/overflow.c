#include <criterion/criterion.h>
#include <limits.h>

Test(fault, overflow) {
  volatile int large = INT_MAX;
  volatile int larger = large + 1;
  cr_assert_lt(larger, 0);
}
