/*
 * Verbs that nsctl carries out itself, with what PID 1 tells and hands out to any client. nsctl
 * only.
 */
#ifndef NSINIT_NSCTL_TOOLS_H
#define NSINIT_NSCTL_TOOLS_H

#include "base/text.h"
#include "nsctl/say.h"

#include <stdbool.h>

/* Whether words[0] is such a verb; then *ending is what came of it. */
bool tools_run(char **words, enum ending *ending);

/* The verbs one by one; NULL at the end. */
const char *tools_word(unsigned at);

/* Adds their lines to the help. */
void tools_help(struct text *text);

/* Each gets the words behind its verb, with a NULL at their end. */
enum ending stats_run(char **words);
enum ending top_run(char **words);
enum ending config_run(char **words);
enum ending kernel_run(char **words);
enum ending slot_run(char **words);
enum ending events_run(char **words);

#endif
