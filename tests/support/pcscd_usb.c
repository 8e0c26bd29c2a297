/* What pcscd sees of the USB bus, in place of libudev (LD_PRELOAD).
 *
 * Every FIFO in the directory VIRTUAL_USB is a plugged reader, named "serial:port"; making one
 * plugs it in, removing it unplugs it. pcscd's own hotplug code does the rest.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <unistd.h>

#define NAME 16 /* an event about such a name fills the buffer: one event per read */

struct udev { int unused; };
struct udev_monitor { int events; };
struct udev_list_entry { char path[512]; struct udev_list_entry *next; };
struct udev_enumerate { struct udev_list_entry *first; };
struct udev_device { char path[512]; char serial[NAME]; const char *action; };

static struct udev bus;
static struct udev_monitor monitor;

static const char *root(void) { return getenv("VIRTUAL_USB"); }

static struct udev_device *device(const char *path, const char *action)
{
	struct udev_device *self = calloc(1, sizeof *self);
	const char *name = strrchr(path, '/') + 1;
	snprintf(self->path, sizeof self->path, "%s", path);
	snprintf(self->serial, sizeof self->serial, "%.*s", (int)strcspn(name, ":"), name);
	self->action = action;
	return self;
}

struct udev *udev_new(void) { return &bus; }
struct udev *udev_unref(struct udev *self) { (void)self; return NULL; }

struct udev_monitor *udev_monitor_new_from_netlink(struct udev *self, const char *name)
{
	(void)self, (void)name;
	monitor.events = inotify_init1(IN_CLOEXEC);
	inotify_add_watch(monitor.events, root(), IN_CREATE | IN_DELETE);
	return &monitor;
}

int udev_monitor_filter_add_match_subsystem_devtype(struct udev_monitor *self, const char *subsystem,
	const char *type) { (void)self, (void)subsystem, (void)type; return 0; }
int udev_monitor_enable_receiving(struct udev_monitor *self) { (void)self; return 0; }
int udev_monitor_get_fd(struct udev_monitor *self) { return self->events; }
struct udev_monitor *udev_monitor_unref(struct udev_monitor *self) { (void)self; return NULL; }

struct udev_device *udev_monitor_receive_device(struct udev_monitor *self)
{
	union { struct inotify_event event; char space[sizeof(struct inotify_event) + NAME]; } buffer;
	char path[512];
	if (read(self->events, &buffer, sizeof buffer) <= 0)
		return NULL;
	snprintf(path, sizeof path, "%s/%s", root(), buffer.event.name);
	return device(path, buffer.event.mask & IN_CREATE ? "add" : "remove");
}

struct udev_enumerate *udev_enumerate_new(struct udev *self)
{ (void)self; return calloc(1, sizeof(struct udev_enumerate)); }
int udev_enumerate_add_match_subsystem(struct udev_enumerate *self, const char *subsystem)
{ (void)self, (void)subsystem; return 0; }
struct udev_list_entry *udev_enumerate_get_list_entry(struct udev_enumerate *self)
{ return self->first; }
struct udev_list_entry *udev_list_entry_get_next(struct udev_list_entry *self) { return self->next; }
const char *udev_list_entry_get_name(struct udev_list_entry *self) { return self->path; }

/* In alphabetical order, so that the first reader is always number 00. */
int udev_enumerate_scan_devices(struct udev_enumerate *self)
{
	struct dirent **found;
	int count = scandir(root(), &found, NULL, alphasort);
	while (count-- > 0) {
		if (found[count]->d_name[0] != '.') {
			struct udev_list_entry *entry = calloc(1, sizeof *entry);
			snprintf(entry->path, sizeof entry->path, "%s/%s", root(), found[count]->d_name);
			entry->next = self->first;
			self->first = entry;
		}
		free(found[count]);
	}
	free(found);
	return 0;
}

struct udev_enumerate *udev_enumerate_unref(struct udev_enumerate *self)
{
	for (struct udev_list_entry *entry = self->first, *next; entry; entry = next) {
		next = entry->next;
		free(entry);
	}
	free(self);
	return NULL;
}

struct udev_device *udev_device_new_from_syspath(struct udev *self, const char *path)
{ (void)self; return device(path, NULL); }
struct udev_device *udev_device_get_parent_with_subsystem_devtype(struct udev_device *self,
	const char *subsystem, const char *type) { (void)subsystem, (void)type; return self; }
struct udev_device *udev_device_unref(struct udev_device *self) { free(self); return NULL; }
const char *udev_device_get_action(struct udev_device *self) { return self->action; }
const char *udev_device_get_devnode(struct udev_device *self) { return self->path; }
const char *udev_device_get_sysname(struct udev_device *self)
{ return strrchr(self->path, '/') + 1; }
const char *udev_device_get_property_value(struct udev_device *self, const char *key)
{ (void)self, (void)key; return NULL; }

const char *udev_device_get_sysattr_value(struct udev_device *self, const char *key)
{
	if (!strcmp(key, "idVendor") || !strcmp(key, "idProduct"))
		return "0001"; /* as in Info.plist */
	return strcmp(key, "serial") ? NULL : self->serial;
}
