/*
 * Reads rtnetlink messages back from their bytes: offsets from netlink(7) and rtnetlink(7), none
 * of the headers that the code under test uses. For test_netlink.c; every helper asserts.
 */
#ifndef NSINIT_TESTS_NETLINK_BYTES_H
#define NSINIT_TESTS_NETLINK_BYTES_H

#include "kernel/netlink.h"

#include <string.h>

enum { NEWLINK = 16, DELLINK = 17, NEWADDR = 20, NEWROUTE = 24 };
enum { REQUEST = 0x1, ACK = 0x4, REPLACE = 0x100, EXCL = 0x200, CREATE = 0x400 };

struct span {
	const unsigned char *at;
	size_t bytes;
};

static uint32_t u32(const unsigned char *at)
{
	uint32_t value;

	memcpy(&value, at, sizeof value);
	return value;
}

static uint16_t u16(const unsigned char *at)
{
	uint16_t value;

	memcpy(&value, at, sizeof value);
	return value;
}

/* Message `number`, after checks that the lengths of all messages fill the batch exactly. */
static struct span message(const struct netlink_batch *batch, unsigned number)
{
	struct span found = { NULL, 0 };
	size_t at = 0;

	for (unsigned i = 0; i < batch->count; i++) {
		uint32_t bytes = u32(batch->bytes + at);

		assert_true(bytes >= 16);
		assert_int_equal(bytes % 4, 0);
		assert_true(at + bytes <= batch->length);
		assert_int_equal(u32(batch->bytes + at + 8), i);  /* sequence */
		assert_int_equal(u32(batch->bytes + at + 12), 0); /* port: the kernel fills it */
		if (i == number)
			found = (struct span){ batch->bytes + at, bytes };
		at += bytes;
	}
	assert_int_equal(at, batch->length);
	assert_non_null(found.at);
	return found;
}

static void has_head(struct span message, unsigned type, unsigned flags)
{
	assert_int_equal(u16(message.at + 4), type);
	assert_int_equal(u16(message.at + 6), flags);
}

/* struct ifinfomsg: family, pad, type, index, flags, change. */
static void has_link(struct span message, int index, unsigned up)
{
	const unsigned char *at = message.at + 16;

	assert_int_equal(u32(at), 0);
	assert_int_equal(u32(at + 4), index);
	assert_int_equal(u32(at + 8), up);
	assert_int_equal(u32(at + 12), up);
}

/* What follows a message's fixed part. */
static struct span attributes(struct span message, size_t fixed)
{
	return (struct span){ message.at + 16 + fixed, message.bytes - 16 - fixed };
}

/* The one attribute of a type; all attributes must fill the span, each aligned to 4. */
static struct span attribute(struct span all, unsigned type)
{
	struct span found = { NULL, 0 };
	unsigned times = 0;

	for (size_t at = 0; at < all.bytes;) {
		uint16_t bytes = u16(all.at + at);

		assert_true(bytes >= 4);
		assert_true(at + bytes <= all.bytes);
		if (u16(all.at + at + 2) == type) {
			found = (struct span){ all.at + at + 4, (size_t)bytes - 4 };
			times++;
		}
		for (size_t pad = bytes; pad % 4 != 0; pad++)
			assert_int_equal(all.at[at + pad], 0);
		at += (bytes + 3u) & ~3u;
		assert_true(at <= all.bytes);
	}
	assert_true(times <= 1);
	return found;
}

static unsigned count_attributes(struct span all)
{
	unsigned count = 0;

	for (size_t at = 0; at < all.bytes; count++)
		at += (u16(all.at + at) + 3u) & ~3u;
	return count;
}

static void has_string(struct span all, unsigned type, const char *string)
{
	struct span value = attribute(all, type);

	assert_non_null(value.at);
	assert_int_equal(value.bytes, strlen(string) + 1);
	assert_memory_equal(value.at, string, value.bytes);
}

static void has_u32(struct span all, unsigned type, uint32_t number)
{
	struct span value = attribute(all, type);

	assert_non_null(value.at);
	assert_int_equal(value.bytes, 4);
	assert_int_equal(u32(value.at), number);
}

static void has_bytes(struct span all, unsigned type, const void *bytes, size_t count)
{
	struct span value = attribute(all, type);

	assert_non_null(value.at);
	assert_int_equal(value.bytes, count);
	assert_memory_equal(value.at, bytes, count);
}

#endif
