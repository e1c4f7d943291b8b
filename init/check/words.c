/*
 * The config in words as a file of the image, for `nsctl config`: what print_summary() says, but a
 * block for each container instead of a table. nsctl looks for a block by its first line, so that
 * the device has next to nothing to understand.
 */
#include "base/config_words.h"
#include "check/check.h"
#include "check/uses.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WIDTH ((int)sizeof CONFIG_WORDS_KEY - 1)

static const char *line_after(const char *line)
{
	const char *end = strchr(line, '\n');

	return end ? end + 1 : line + strlen(line);
}

static void print_pair(
	FILE *out, const char *title, size_t title_length, const char *words, size_t length)
{
	while (length > 0 && words[length - 1] == ' ')
		length--;
	fprintf(out, "%-*.*s%.*s\n", WIDTH, (int)title_length, title, (int)length, words);
}

/* A column is as wide as its title and the spaces behind it, of which there are two or more. */
static void print_row(FILE *out, const char *titles, const char *row)
{
	size_t at = 0;

	while (titles[at] != '\n') {
		size_t start = at;
		size_t end;

		while (titles[at] != '\n' && strncmp(titles + at, "  ", 2) != 0)
			at++;
		end = at;
		while (titles[at] == ' ')
			at++;
		print_pair(out, titles + start, end - start, row + start,
			titles[at] == '\n' ? strcspn(row + start, "\n") : at - start);
	}
}

/* "mounts of dns: /run tmpfs": where " of dns: " begins; NULL: it is of none, or another. */
static const char *owner_of(const char *line, const char *name)
{
	size_t length = strlen(name);
	const char *colon = line + strcspn(line, ":\n");

	if (*colon != ':' || (size_t)(colon - line) <= length + 4)
		return NULL;
	colon -= length + 4;
	return strncmp(colon, " of ", 4) == 0 && strncmp(colon + 4, name, length) == 0 ? colon
										       : NULL;
}

static void print_block(FILE *out, const char *text, unsigned index, const char *name)
{
	const char *titles = line_after(text);
	const char *row = line_after(titles);

	for (unsigned i = 0; i < index; i++)
		row = line_after(row);
	print_row(out, titles, row);
	for (const char *line = row; *line != '\0'; line = line_after(line)) {
		const char *owner = owner_of(line, name);

		if (owner) {
			const char *words = owner + strlen(" of : ") + strlen(name);

			print_pair(out, line, (size_t)(owner - line), words, strcspn(words, "\n"));
		}
	}
	fputc('\n', out);
}

static bool is_of_any(const struct appliance *machine, const char *line)
{
	for (unsigned i = 0; i < machine->containers.count; i++)
		if (owner_of(line, machine->containers.items[i]->name))
			return true;
	return false;
}

static void print_blocks(FILE *out, const struct appliance *machine, const char *text)
{
	const char *line = line_after(line_after(text));

	for (unsigned i = 0; i < machine->containers.count; i++) {
		print_block(out, text, i, machine->containers.items[i]->name);
		line = line_after(line);
	}
	for (; *line != '\0'; line = line_after(line))
		if (!is_of_any(machine, line))
			fprintf(out, "%.*s\n", (int)strcspn(line, "\n"), line);
}

/* What the summary says, which goes through standard output. NULL: it failed. */
static char *take_summary(const char *config, const struct appliance *machine)
{
	FILE *copy = tmpfile();
	int out = dup(STDOUT_FILENO);
	char *text = NULL;
	long length = -1;

	fflush(stdout);
	if (copy != NULL && out >= 0 && dup2(fileno(copy), STDOUT_FILENO) >= 0) {
		print_summary(config, machine);
		fflush(stdout);
		dup2(out, STDOUT_FILENO);
		if (fseek(copy, 0, SEEK_END) == 0)
			length = ftell(copy);
		rewind(copy);
	}
	if (length > 0)
		text = calloc((size_t)length + 1, 1);
	if (text != NULL && fread(text, 1, (size_t)length, copy) != (size_t)length)
		text[0] = '\0';
	if (out >= 0)
		close(out);
	if (copy != NULL)
		fclose(copy);
	return text;
}

int write_words(const char *config, const struct appliance *machine, const char *file)
{
	const char *slash = strrchr(config, '/');
	char *summary = take_summary(slash ? slash + 1 : config, machine);
	char *text = NULL;
	size_t length = 0;
	FILE *out = summary && summary[0] ? open_memstream(&text, &length) : NULL;
	int error = -1;

	if (out != NULL) {
		print_blocks(out, machine, summary);
		if (fclose(out) == 0)
			error = replace(file, text, length);
	} else {
		perror("nsinit-check: the config in words");
	}
	free(summary);
	free(text);
	return error;
}
