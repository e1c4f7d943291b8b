/*
 * The order and the times of a boot, as `nsctl deps`, `blame` and `plot` print them.
 * nsctl only. Pure: from a status of all containers to text. Names are of the schema's letters or,
 * from a peer that is none, made plain.
 */
#ifndef NSINIT_NSCTL_CHART_H
#define NSINIT_NSCTL_CHART_H

#include "base/text.h"
#include "nsctl/client.h"

/* Holds what any status makes. */
#define CHART_BYTES_MAX (CONTAINERS_MAX * 4096)

/* "web: needs dns; after prepare", a line a container, in the order of the config. */
void chart_deps(struct text *text, const struct status *status);

/* The same as a graph of Graphviz: a line for a need, a dashed one for mere order. */
void chart_dot(struct text *text, const struct status *status);

/* "1.234s web", from start to ready, the slowest first; "-" for who is not ready. */
void chart_blame(struct text *text, const struct status *status);

/*
 * The boot as SVG: a row a container with its waiting, its start and its being ready, in order of
 * the start. The critical path is what the container that was ready last waited for, back to the
 * first: each time for the one that was ready latest.
 */
void chart_plot(struct text *text, const struct status *status);

/* The containers on the critical path; none when none was ready. */
struct container_set chart_critical(const struct status *status);

#endif
