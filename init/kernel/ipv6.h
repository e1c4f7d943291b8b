/*
 * What of IPv6 netlink cannot set: whether an interface has it at all, and whether it believes the
 * advertisements of routers (networking/ip-sysctl.rst of the kernel's documentation).
 */
#ifndef NSINIT_KERNEL_IPV6_H
#define NSINIT_KERNEL_IPV6_H

#include <fcntl.h>
#include <stdbool.h>

/*
 * The directory of the settings of the caller's network namespace, for a process that goes into
 * another one; or -errno, -ENOENT without IPv6. All is by the appliance's /proc: its net/ is that
 * of whoever opens it.
 */
int ipv6_settings(void);
#define IPV6_SETTINGS_HERE AT_FDCWD /* those of the caller at the time of the call */

/*
 * An interface with addresses of its own listens to no router's advertisement, one without speaks
 * no IPv6. `settings` is what ipv6_settings() returned. 0 or -errno; -EAFNOSUPPORT when it is to
 * have addresses and the kernel has no IPv6. Launcher, child and boot helper.
 */
int ipv6_confine(int settings, const char *interface, bool addressed);

#endif
