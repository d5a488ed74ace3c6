#pragma once

#include <stdbool.h>
#include <stddef.h>

/// Reads XML piece by piece (GLib's GMarkup): elements, attributes and text in UTF-8. There are no entities but XML's own five and
/// numbers, nothing is loaded from elsewhere, a document type is passed over, and more than 256 elements in each other are no XML here.
typedef struct CMarkup CMarkup;

/// Who is told what is read; names and values end with NUL, and lists of them with NULL.
typedef struct {
  void (*begin)(const char *name, const char **keys, const char **values, void *context);
  void (*end)(const char *name, void *context);
  void (*text)(const char *bytes, size_t count, void *context);
} CMarkupListener;

/// A reader, to be freed with `cmarkup_free`.
CMarkup *cmarkup_create(CMarkupListener listener, void *context);

/// Reads more; false where it is no XML.
bool cmarkup_read(CMarkup *markup, const char *bytes, size_t count);

/// Ends; false where elements are open.
bool cmarkup_finish(CMarkup *markup);

void cmarkup_free(CMarkup *markup);
