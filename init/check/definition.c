/*
 * Numbers of definitions; see definition.h. An object before it is linked says which of its words
 * are pointers, and to what: nothing here knows the fields of a container, so that none is
 * forgotten.
 */
#include "check/definition.h"

#include "check/uses.h"

#include <nsinit/container.h>

#include <elf.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The checker takes no config whose lists go deeper. */
#define DEPTH_MAX 16

struct object {
	unsigned char *bytes;
	size_t size;
	const Elf64_Shdr *sections;
	unsigned section_count;
	const Elf64_Sym *symbols;
	unsigned symbol_count;
	const char *names;
	const Elf64_Sym *containers[CONTAINERS_MAX];
	unsigned container_count;
};

static uint32_t add_bytes(uint32_t sum, const void *bytes, size_t count)
{
	const unsigned char *at = bytes;

	for (size_t i = 0; i < count; i++)
		sum = (sum ^ at[i]) * UINT32_C(16777619); /* FNV-1a */
	return sum;
}

static bool read_all(struct object *object, const char *path)
{
	FILE *file = fopen(path, "rb");
	long size = -1;

	if (file != NULL && fseek(file, 0, SEEK_END) == 0)
		size = ftell(file);
	if (size > 0 && fseek(file, 0, SEEK_SET) == 0)
		object->bytes = malloc((size_t)size);
	if (object->bytes != NULL)
		object->size = fread(object->bytes, 1, (size_t)size, file);
	if (file != NULL)
		fclose(file);
	return object->size > 0 && object->size == (size_t)size;
}

static bool has(const struct object *object, uint64_t offset, uint64_t count, uint64_t size)
{
	return offset <= object->size && count <= (object->size - offset) / size;
}

/* Of the build's own compiler: who made it is trusted, but not to have made this kind. */
static bool open_object(struct object *object)
{
	const Elf64_Ehdr *head = (const void *)object->bytes;

	if (object->size < sizeof *head || memcmp(head->e_ident, ELFMAG, SELFMAG) != 0 ||
		head->e_ident[EI_CLASS] != ELFCLASS64 || head->e_type != ET_REL ||
		!has(object, head->e_shoff, head->e_shnum, sizeof *object->sections))
		return false;
	object->sections = (const void *)(object->bytes + head->e_shoff);
	object->section_count = head->e_shnum;
	for (unsigned i = 0; i < object->section_count; i++) {
		const Elf64_Shdr *section = &object->sections[i];

		if (section->sh_type == SHT_NOBITS)
			continue;
		if (!has(object, section->sh_offset, section->sh_size, 1))
			return false;
		if (section->sh_type != SHT_SYMTAB || section->sh_link >= object->section_count)
			continue;
		object->symbols = (const void *)(object->bytes + section->sh_offset);
		object->symbol_count = (unsigned)(section->sh_size / sizeof *object->symbols);
		object->names =
			(const char *)object->bytes + object->sections[section->sh_link].sh_offset;
	}
	return object->symbols != NULL;
}

/* What the pointer at that place of a section leads to; NULL: there is none. */
static const Elf64_Rela *pointer_at(const struct object *object, unsigned section, uint64_t offset)
{
	for (unsigned i = 0; i < object->section_count; i++) {
		const Elf64_Shdr *table = &object->sections[i];
		const Elf64_Rela *entries = (const void *)(object->bytes + table->sh_offset);

		if (table->sh_type != SHT_RELA || table->sh_info != section)
			continue;
		for (uint64_t at = 0; at < table->sh_size / sizeof *entries; at++)
			if (entries[at].r_offset == offset)
				return &entries[at];
	}
	return NULL;
}

/* The object that a place of a section is in; NULL: a string, which has no name. */
static const Elf64_Sym *object_at(const struct object *object, unsigned section, uint64_t offset)
{
	for (unsigned i = 0; i < object->symbol_count; i++) {
		const Elf64_Sym *symbol = &object->symbols[i];

		if (ELF64_ST_TYPE(symbol->st_info) == STT_OBJECT && symbol->st_shndx == section &&
			offset >= symbol->st_value && offset - symbol->st_value < symbol->st_size)
			return symbol;
	}
	return NULL;
}

static uint64_t target_of(const struct object *object, const Elf64_Rela *pointer, unsigned *section)
{
	const Elf64_Sym *symbol = &object->symbols[ELF64_R_SYM(pointer->r_info)];

	*section = symbol->st_shndx;
	return symbol->st_value + (uint64_t)pointer->r_addend;
}

static bool is_container(const struct object *object, const Elf64_Sym *symbol)
{
	for (unsigned i = 0; i < object->container_count; i++)
		if (object->containers[i] == symbol)
			return true;
	return false;
}

static uint32_t add_object(
	const struct object *object, uint32_t sum, const Elf64_Sym *symbol, unsigned depth);

static uint32_t add_pointer(
	const struct object *object, uint32_t sum, const Elf64_Rela *pointer, unsigned depth)
{
	unsigned section;
	uint64_t offset = target_of(object, pointer, &section);
	const Elf64_Sym *symbol = object_at(object, section, offset);
	const char *string;

	if (section == SHN_UNDEF || section >= object->section_count)
		return sum;
	if (symbol != NULL && is_container(object, symbol))
		return add_bytes(sum, object->names + symbol->st_name,
			strlen(object->names + symbol->st_name));
	if (symbol != NULL)
		return add_object(object, sum, symbol, depth + 1);
	if (offset >= object->sections[section].sh_size)
		return sum;
	string = (const char *)object->bytes + object->sections[section].sh_offset + offset;
	return add_bytes(
		sum, string, strnlen(string, object->sections[section].sh_size - offset) + 1);
}

static uint32_t add_object(
	const struct object *object, uint32_t sum, const Elf64_Sym *symbol, unsigned depth)
{
	const Elf64_Shdr *section = &object->sections[symbol->st_shndx];
	const unsigned char *bytes = object->bytes + section->sh_offset;

	if (section->sh_type == SHT_NOBITS || depth > DEPTH_MAX)
		return add_bytes(sum, &symbol->st_size, sizeof symbol->st_size);
	for (uint64_t at = symbol->st_value; at < symbol->st_value + symbol->st_size; at++) {
		const Elf64_Rela *pointer =
			at % sizeof(void *) == 0 ? pointer_at(object, symbol->st_shndx, at) : NULL;

		if (pointer != NULL) {
			sum = add_pointer(object, sum, pointer, depth);
			at += sizeof(void *) - 1;
		} else {
			sum = add_bytes(sum, &bytes[at], 1);
		}
	}
	return sum;
}

static const Elf64_Sym *pointed_to(
	const struct object *object, const Elf64_Sym *symbol, uint64_t offset)
{
	const Elf64_Rela *pointer =
		symbol == NULL ? NULL
			       : pointer_at(object, symbol->st_shndx, symbol->st_value + offset);
	unsigned section;
	uint64_t target;

	if (pointer == NULL)
		return NULL;
	target = target_of(object, pointer, &section);
	return object_at(object, section, target);
}

static const Elf64_Sym *find(const struct object *object, const char *name)
{
	for (unsigned i = 0; i < object->symbol_count; i++)
		if (strcmp(object->names + object->symbols[i].st_name, name) == 0)
			return &object->symbols[i];
	return NULL;
}

static bool take_containers_of(struct object *object, unsigned count)
{
	const Elf64_Sym *list = pointed_to(object, find(object, "appliance"),
		offsetof(struct appliance, containers) + offsetof(struct container_list, items));

	for (unsigned i = 0; i < count && i < CONTAINERS_MAX; i++) {
		object->containers[i] = pointed_to(object, list, i * sizeof(void *));
		if (object->containers[i] == NULL)
			return false;
	}
	object->container_count = count;
	return true;
}

/* Never 0, which is that of none. */
static uint32_t sum_of(const struct object *object, unsigned index)
{
	uint32_t sum = add_object(object, UINT32_C(2166136261), object->containers[index], 0);

	return sum ? sum : 1;
}

int write_definitions(const char *file, const char *path, unsigned count)
{
	struct object object = { .bytes = NULL };
	bool good = read_all(&object, path) && open_object(&object) &&
		    take_containers_of(&object, count);

	if (!good)
		fprintf(stderr, "%s: no relocatable object of 64 bits with the containers\n", path);
	if (good) {
		char text[64 + CONTAINERS_MAX * sizeof "0x12345678, "];
		int length = snprintf(text, sizeof text, "#define NSINIT_DEFINITIONS ");

		for (unsigned i = 0; i < count; i++)
			length += snprintf(text + length, sizeof text - (size_t)length,
				"0x%08" PRIx32 "%s", sum_of(&object, i),
				i + 1 < count ? ", " : "\n");
		good = replace(file, text, (size_t)length) == 0;
	}
	free(object.bytes);
	return good ? 0 : -1;
}
