/* What a disk refuses, or where the plug is pulled: counts this process's operations on files below one folder.
 *
 * Loaded before libc (LD_PRELOAD) by bench/faults.py, so that SQLite's own writes count as well as Python's.
 * Until `fault_arm` is called, and in any child process, everything passes through. Linux only.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

enum { COUNT, KILL, ONCE, FROM_THEN_ON };

static char folder[PATH_MAX];
static int how, code, owner;
static volatile long count, target;

void fault_arm(const char *below, int how_, long at, int code_) {
    strncpy(folder, below, sizeof folder - 1);
    how = how_, target = at, code = code_, count = 0, owner = getpid();
}

long fault_count(void) { return count; }

/* Whether the operation on that path fails; `frees` tells one that a full disk grants. */
static int refused(const char *path, int frees) {
    if (!owner || getpid() != owner || !path || strncmp(path, folder, strlen(folder))) return 0;
    long number = __sync_add_and_fetch(&count, 1);
    if (how == KILL && number == target) {
        kill(owner, SIGKILL);
        pause();
    }
    int due = how == ONCE ? number == target : how == FROM_THEN_ON && number >= target;
    if (!due || (frees && code == ENOSPC)) return 0;
    errno = code;
    return 1;
}

static int refused_file(int file, int frees) {
    if (!owner) return 0;
    char link[40], path[PATH_MAX];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return refused(path, frees);
}

static int refused_below(int directory, const char *path, int frees) {
    char start[40], whole[2 * PATH_MAX];
    if (!owner || path[0] == '/') return refused(path, frees);
    if (directory == AT_FDCWD) strcpy(start, "/proc/self/cwd");
    else snprintf(start, sizeof start, "/proc/self/fd/%d", directory);
    ssize_t length = readlink(start, whole, PATH_MAX);
    if (length < 0) return 0;
    snprintf(whole + length, sizeof whole - length, "/%s", path);
    return refused(whole, frees);
}

static int writes(int flags) { return (flags & O_CREAT) || (flags & O_ACCMODE) != O_RDONLY; }

#define REAL(name) \
    static typeof(&name) real; \
    if (!real) real = (typeof(&name))dlsym(RTLD_NEXT, #name)
#define ON_FILE(type, name, parameters, file, arguments) \
    type name parameters { REAL(name); return refused_file(file, 0) ? -1 : real arguments; }
#define ON_PATH(name, parameters, directory, path, frees, arguments) \
    int name parameters { REAL(name); return refused_below(directory, path, frees) ? -1 : real arguments; }

ON_FILE(ssize_t, write, (int f, const void *b, size_t n), f, (f, b, n))
ON_FILE(ssize_t, pwrite, (int f, const void *b, size_t n, off_t o), f, (f, b, n, o))
ON_FILE(ssize_t, pwrite64, (int f, const void *b, size_t n, off64_t o), f, (f, b, n, o))
ON_FILE(ssize_t, sendfile, (int f, int s, off_t *o, size_t n), f, (f, s, o, n))
ON_FILE(ssize_t, sendfile64, (int f, int s, off64_t *o, size_t n), f, (f, s, o, n))
ON_FILE(int, fsync, (int f), f, (f))
ON_FILE(int, fdatasync, (int f), f, (f))
ON_FILE(int, ftruncate, (int f, off_t n), f, (f, n))
ON_FILE(int, ftruncate64, (int f, off64_t n), f, (f, n))
ON_PATH(rename, (const char *a, const char *b), AT_FDCWD, a, 0, (a, b))
ON_PATH(renameat, (int d, const char *a, int e, const char *b), d, a, 0, (d, a, e, b))
ON_PATH(link, (const char *a, const char *b), AT_FDCWD, b, 0, (a, b))
ON_PATH(linkat, (int d, const char *a, int e, const char *b, int f), e, b, 0, (d, a, e, b, f))
ON_PATH(mkdir, (const char *a, mode_t m), AT_FDCWD, a, 0, (a, m))
ON_PATH(mkdirat, (int d, const char *a, mode_t m), d, a, 0, (d, a, m))
ON_PATH(rmdir, (const char *a), AT_FDCWD, a, 1, (a))
ON_PATH(unlink, (const char *a), AT_FDCWD, a, 1, (a))
ON_PATH(unlinkat, (int d, const char *a, int f), d, a, 1, (d, a, f))

#define OPENING(name, parameters, directory, arguments) \
    int name parameters { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = (flags & O_CREAT) || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(rest, mode_t) : 0; \
        va_end(rest); \
        return writes(flags) && refused_below(directory, path, 0) ? -1 : real arguments; \
    }
OPENING(open, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPENING(open64, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPENING(openat, (int d, const char *path, int flags, ...), d, (d, path, flags, mode))
OPENING(openat64, (int d, const char *path, int flags, ...), d, (d, path, flags, mode))
