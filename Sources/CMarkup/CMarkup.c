#include "CMarkup.h"

#include <glib.h>

struct CMarkup {
  GMarkupParseContext *parser;
  CMarkupListener listener;
  void *context;
  unsigned depth;
};

/// GMarkup keeps the name of every open element, however many there are.
enum { DEPTH_LIMIT = 256 };

static void begin(
    GMarkupParseContext *parser, const gchar *name, const gchar **keys, const gchar **values, gpointer markup, GError **error) {
  (void)parser;
  CMarkup *self = markup;
  if (++self->depth > DEPTH_LIMIT) {
    g_set_error_literal(error, G_MARKUP_ERROR, G_MARKUP_ERROR_INVALID_CONTENT, "too deep");
    return;
  }
  self->listener.begin(name, (const char **)keys, (const char **)values, self->context);
}

static void end(GMarkupParseContext *parser, const gchar *name, gpointer markup, GError **error) {
  (void)parser, (void)error;
  CMarkup *self = markup;
  self->depth--;
  self->listener.end(name, self->context);
}

static void text(GMarkupParseContext *parser, const gchar *bytes, gsize count, gpointer markup, GError **error) {
  (void)parser, (void)error;
  CMarkup *self = markup;
  self->listener.text(bytes, count, self->context);
}

static const GMarkupParser parser = {begin, end, text, NULL, NULL};

CMarkup *cmarkup_create(CMarkupListener listener, void *context) {
  CMarkup *markup = g_new0(CMarkup, 1);
  markup->listener = listener;
  markup->context = context;
  markup->parser = g_markup_parse_context_new(&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, markup, NULL);
  return markup;
}

bool cmarkup_read(CMarkup *markup, const char *bytes, size_t count) {
  return g_markup_parse_context_parse(markup->parser, bytes, (gssize)count, NULL);
}

bool cmarkup_finish(CMarkup *markup) { return g_markup_parse_context_end_parse(markup->parser, NULL); }

void cmarkup_free(CMarkup *markup) {
  g_markup_parse_context_free(markup->parser);
  g_free(markup);
}
