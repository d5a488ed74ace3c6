#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/// An archive that is read from its beginning to its end (libarchive): a zip, or one file packed by xz or gzip.
///
/// No other format and no password is tried: what is not compiled in cannot be reached by a hostile file.
typedef struct CArchive CArchive;

/// What stands in an archive.
typedef struct {
  /// Its path as the archive has it, in UTF-8; NULL where it is none. It holds until the next entry.
  const char *path;
  /// The size that the archive states; -1 where it states none.
  int64_t size;
  /// Whether it is a file: no folder, no link, no device.
  bool is_file;
} CArchiveEntry;

/// Opens an archive, or gives NULL where memory lacks. Whether it can be read, `carchive_next` says. Free it with `carchive_close`.
CArchive *carchive_open(const char *path);

/// The next entry: 1; 0 at the end; -1 where the archive is damaged or is none, after which there is no more.
int carchive_next(CArchive *archive, CArchiveEntry *entry);

/// Reads up to `count` bytes of the entry: how many, 0 at its end, -1 where it is damaged.
ssize_t carchive_read(CArchive *archive, void *bytes, size_t count);

/// What went wrong last.
const char *carchive_problem(CArchive *archive);

void carchive_close(CArchive *archive);
