/*
 * The files that the checker makes for the build; see uses.h. Host tool.
 */
#include "check/uses.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* A newer time without new content would compile everything again. */
static bool same_content(const char *file, const char *text, size_t length)
{
	FILE *in = fopen(file, "r");
	bool same = in != NULL;

	for (size_t i = 0; same && i < length; i++)
		same = fgetc(in) == (unsigned char)text[i];
	if (same)
		same = fgetc(in) == EOF;
	if (in != NULL)
		fclose(in);
	return same;
}

/* A build that is interrupted finds the old file or the new one, never half of it. */
static int replace_content(const char *file, const char *text, size_t length)
{
	char fresh[4096];
	int size = snprintf(fresh, sizeof fresh, "%s.new", file);
	FILE *out = NULL;

	if (size < 0 || (size_t)size >= sizeof fresh)
		errno = ENAMETOOLONG;
	else
		out = fopen(fresh, "w");
	if (out != NULL) {
		bool written = fwrite(text, 1, length, out) == length;

		if (fclose(out) == 0 && written && rename(fresh, file) == 0)
			return 0;
		unlink(fresh);
	}
	fprintf(stderr, "nsinit-check: %s: %s\n", file, strerror(errno));
	return -1;
}

int replace(const char *file, const char *text, size_t length)
{
	return same_content(file, text, length) ? 0 : replace_content(file, text, length);
}
