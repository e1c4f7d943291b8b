/* compiler: hour: 0..23 */
#include <nsinit/container.h>

extern const struct calendar calendar;
const struct calendar calendar = {
	.minutes = AT_MINUTE(0), .hours = AT_HOUR(-1), /* here */
};
