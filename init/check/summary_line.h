/*
 * One line of what a good config says below the table: "limits of web: memory high 12 MiB, swap 8
 * MiB", and nothing where there is nothing to say. Host tool; on standard output.
 */
#ifndef NSINIT_CHECK_SUMMARY_LINE_H
#define NSINIT_CHECK_SUMMARY_LINE_H

struct line {
	const char *what; /* "limits" */
	const char *name; /* of the container */
	unsigned words;   /* said so far */
};

/* Begins the next of them; what is printed after it belongs to it. */
__attribute__((format(printf, 2, 3))) void line_say(struct line *line, const char *format, ...);

/* The end of the line, if it was begun. */
void line_end(const struct line *line);

#endif
