#include <zzgov/command.h>

int main(int argc, char **argv) { return (int)zzgov_command(argc, argv, stdin, stdout, stderr); }
