/*
 * What can block while the machine boots, each thing in a fork of PID 1 with a deadline: modules,
 * then the machine's own networks. Containers start when it is over, or when its time is.
 */
#ifndef NSINIT_PID1_HELPER_H
#define NSINIT_PID1_HELPER_H

#include <stdbool.h>
#include <stdint.h>

/* All the helper's work together; then it is killed and the boot goes on without it. */
#define HELPER_LIMIT_MS 20000

/*
 * In the fork: loads /lib/modules/boot in the order of the names, each with the parameters that the
 * kernel's command line has for it ("module.parameter=value"), raises lo, makes the config's
 * bridges, writes its sysctls. Logs each failure and goes on. Exits 0 when all worked, else 1.
 * modules: false in a pid namespace, where they are not this PID 1's business.
 */
_Noreturn void helper_run(bool modules);

#endif
