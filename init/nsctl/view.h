/*
 * Commands of nsctl that show what a status of all containers says, in other forms than `status`:
 * deps, blame and plot. nsctl only.
 */
#ifndef NSINIT_NSCTL_VIEW_H
#define NSINIT_NSCTL_VIEW_H

#include "base/text.h"
#include "nsctl/say.h"

#include <stdbool.h>

/* Whether the first word is one of these commands. */
bool view_is(const char *word);

/* Carries out the words, of which the first is one. */
enum ending view_run(char *const *words);

/* Their lines of the help; and the words themselves, NULL from `at` = their count on. */
void view_help(struct text *text);
const char *view_word(unsigned at);

#endif
