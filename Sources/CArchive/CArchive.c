#include "CArchive.h"

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>

struct CArchive {
  struct archive *reader;
  bool is_open;
};

CArchive *carchive_open(const char *path) {
  CArchive *archive = calloc(1, sizeof *archive);
  if (!archive) return NULL;
  archive->reader = archive_read_new();
  if (!archive->reader) {
    free(archive);
    return NULL;
  }
  archive_read_support_format_zip(archive->reader);
  archive_read_support_format_raw(archive->reader);
  archive_read_support_filter_xz(archive->reader);
  archive_read_support_filter_gzip(archive->reader);
  // Names are UTF-8 in what tools of today write, whatever the locale of this process.
  archive_read_set_options(archive->reader, "zip:hdrcharset=UTF-8");
  archive->is_open = archive_read_open_filename(archive->reader, path, 1 << 16) == ARCHIVE_OK;
  return archive;
}

int carchive_next(CArchive *archive, CArchiveEntry *entry) {
  if (!archive->is_open) return -1;
  struct archive_entry *found;
  const int result = archive_read_next_header(archive->reader, &found);
  if (result == ARCHIVE_EOF) return 0;
  if (result < ARCHIVE_WARN) {
    archive->is_open = false;
    return -1;
  }
  const char *name = archive_entry_pathname_utf8(found);
  entry->path = name ? name : archive_entry_pathname(found);
  entry->size = archive_entry_size_is_set(found) ? archive_entry_size(found) : -1;
  entry->is_file = archive_entry_filetype(found) == AE_IFREG && !archive_entry_hardlink(found) && !archive_entry_symlink(found);
  return 1;
}

ssize_t carchive_read(CArchive *archive, void *bytes, size_t count) {
  const la_ssize_t result = archive_read_data(archive->reader, bytes, count);
  return result < 0 ? -1 : (ssize_t)result;
}

const char *carchive_problem(CArchive *archive) {
  const char *text = archive_error_string(archive->reader);
  return text ? text : "it is no archive";
}

void carchive_close(CArchive *archive) {
  archive_read_free(archive->reader);
  free(archive);
}
