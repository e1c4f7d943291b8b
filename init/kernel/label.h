/*
 * The label that a security module gives to a program as it is executed.
 * Child, before it gives up its privileges.
 */
#ifndef NSINIT_KERNEL_LABEL_H
#define NSINIT_KERNEL_LABEL_H

#include <nsinit/container.h>

/*
 * The next execve(2) of the caller takes the label. `proc` is the root of a procfs of its own, see
 * procfs.h. 0 or -errno: -EOPNOTSUPP when the module is not active, -ENOENT for a profile that is
 * not loaded, -EINVAL for a context that the policy does not know; -EOPNOTSUPP
 * when SELinux has no policy.
 */
int label_on_exec(int proc, const struct label *label);

/* Whether "a,b,c", what securityfs says of the active modules, has that word. Pure. */
bool label_module_listed(const char *list, const char *module);

#endif
