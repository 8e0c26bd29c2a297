/* A reader driver around vsmartcard's: single-slot readers that can be unplugged, and that tell
 * pcscd of a card's movement at once, as a USB reader with an interrupt endpoint does.
 *
 * The device is a FIFO named "serial:port" (see pcscd_usb.c). Each byte in it has pcscd look once;
 * PULLED says that a card was pulled out, which is shown even if the next card is in by then.
 */
#include <dlfcn.h>
#include <fcntl.h>
#include <ifdhandler.h>
#include <poll.h>
#include <pthread.h>
#include <reader.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define READERS 2 /* as many as vsmartcard's driver has slots */

#define PULLED '-'

static struct { char path[512]; int movement; int pulled; } readers[READERS];

/* pcscd numbers readers in the high half of Lun, vsmartcard's driver only knows slots. */
static DWORD slot(DWORD lun) { return lun >> 16; }

static void *driver(const char *function)
{
	static void *library;
	if (!library)
		library = dlopen(VPCD, RTLD_NOW | RTLD_LOCAL);
	return dlsym(library, function);
}

#define FORWARD(function, parameters, arguments) \
	RESPONSECODE function parameters \
	{ \
		RESPONSECODE (*original) parameters = driver(#function); \
		return original arguments; \
	}

FORWARD(IFDHSetCapabilities, (DWORD lun, DWORD tag, DWORD length, PUCHAR value),
	(slot(lun), tag, length, value))
FORWARD(IFDHSetProtocolParameters,
	(DWORD lun, DWORD protocol, UCHAR flags, UCHAR pts1, UCHAR pts2, UCHAR pts3),
	(slot(lun), protocol, flags, pts1, pts2, pts3))
FORWARD(IFDHPowerICC, (DWORD lun, DWORD action, PUCHAR atr, PDWORD length),
	(slot(lun), action, atr, length))
FORWARD(IFDHTransmitToICC,
	(DWORD lun, SCARD_IO_HEADER send, PUCHAR out, DWORD out_length, PUCHAR in, PDWORD in_length,
		PSCARD_IO_HEADER receive),
	(slot(lun), send, out, out_length, in, in_length, receive))
FORWARD(IFDHControl,
	(DWORD lun, DWORD code, PUCHAR out, DWORD out_length, PUCHAR in, DWORD in_length, PDWORD got),
	(slot(lun), code, out, out_length, in, in_length, got))

RESPONSECODE IFDHCreateChannelByName(DWORD lun, LPSTR name)
{
	RESPONSECODE (*original)(DWORD, DWORD) = driver("IFDHCreateChannel");
	const char *path = strstr(name, ":/"), *port = strrchr(name, ':');
	if (slot(lun) >= READERS || !path)
		return IFD_COMMUNICATION_ERROR;
	snprintf(readers[slot(lun)].path, sizeof readers->path, "%s", path + 1);
	readers[slot(lun)].movement = open(path + 1, O_RDWR | O_NONBLOCK | O_CLOEXEC);
	if (readers[slot(lun)].movement < 0)
		return IFD_NO_SUCH_DEVICE;
	/* It adds the slot to the port by itself. */
	return original(slot(lun), strtoul(port + 1, NULL, 10) - slot(lun));
}

RESPONSECODE IFDHCreateChannel(DWORD lun, DWORD channel)
{
	(void)lun, (void)channel;
	return IFD_NOT_SUPPORTED;
}

RESPONSECODE IFDHCloseChannel(DWORD lun)
{
	RESPONSECODE (*original)(DWORD) = driver("IFDHCloseChannel");
	close(readers[slot(lun)].movement);
	return original(slot(lun));
}

RESPONSECODE IFDHICCPresence(DWORD lun)
{
	RESPONSECODE (*original)(DWORD) = driver("IFDHICCPresence");
	if (access(readers[slot(lun)].path, F_OK) != 0)
		return IFD_NO_SUCH_DEVICE;
	/* In any case, so that the connection of a card pulled out is closed. */
	RESPONSECODE presence = original(slot(lun));
	return readers[slot(lun)].pulled ? IFD_ICC_NOT_PRESENT : presence;
}

static RESPONSECODE wait_for_movement(DWORD lun, int milliseconds)
{
	char byte;
	struct pollfd movement = {.fd = readers[slot(lun)].movement, .events = POLLIN};
	readers[slot(lun)].pulled = 0;
	if (poll(&movement, 1, milliseconds) > 0 && read(movement.fd, &byte, 1) == 1)
		readers[slot(lun)].pulled = byte == PULLED;
	return IFD_SUCCESS;
}

/* pcscd asks this when a card is no longer used, and powers it down five seconds later. */
static void stop_waiting(DWORD lun)
{
	(void)!write(readers[slot(lun)].movement, "!", 1);
}

static RESPONSECODE number(UCHAR answer, PDWORD length, PUCHAR value)
{
	*value = answer;
	*length = 1;
	return IFD_SUCCESS;
}

static RESPONSECODE address(void *function, PDWORD length, PUCHAR value)
{
	memcpy(value, &function, sizeof function);
	*length = sizeof function;
	return IFD_SUCCESS;
}

RESPONSECODE IFDHGetCapabilities(DWORD lun, DWORD tag, PDWORD length, PUCHAR value)
{
	RESPONSECODE (*original)(DWORD, DWORD, PDWORD, PUCHAR) = driver("IFDHGetCapabilities");
	switch (tag) {
	case TAG_IFD_SLOTS_NUMBER:
	case TAG_IFD_THREAD_SAFE:
	case TAG_IFD_POLLING_THREAD_KILLABLE:
		return number(1, length, value);
	case TAG_IFD_SIMULTANEOUS_ACCESS:
		return number(READERS, length, value);
	case TAG_IFD_POLLING_THREAD_WITH_TIMEOUT:
		return address((void *)wait_for_movement, length, value);
	case TAG_IFD_STOP_POLLING_THREAD:
		return address((void *)stop_waiting, length, value);
	default:
		return original(slot(lun), tag, length, value);
	}
}
