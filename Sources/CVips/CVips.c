#include "CVips.h"

#include <string.h>
#if defined(__linux__)
#include <malloc.h>
#endif
#include <vips/vips.h>

static void ignore_log(const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data) {
  (void)domain, (void)level, (void)message, (void)data;
}

int cvips_start(void) {
  if (vips_init("codeframe") != 0) return -1;
  vips_block_untrusted_set(TRUE);
  vips_concurrency_set(1);
  vips_cache_set_max(0);
  g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_INFO | G_LOG_LEVEL_DEBUG, ignore_log, NULL);
  return 0;
}

static void read_header(VipsImage *image, CVipsHeader *header) {
  header->width = vips_image_get_width(image);
  header->height = vips_image_get_height(image);
  header->bands = vips_image_get_bands(image);
  switch (vips_image_get_format(image)) {
    case VIPS_FORMAT_UCHAR: header->bytes_per_sample = 1; break;
    case VIPS_FORMAT_USHORT: header->bytes_per_sample = 2; break;
    default: header->bytes_per_sample = 0;
  }
  switch (vips_image_get_interpretation(image)) {
    case VIPS_INTERPRETATION_sRGB:
    case VIPS_INTERPRETATION_RGB:
    case VIPS_INTERPRETATION_RGB16:
    case VIPS_INTERPRETATION_B_W:
    case VIPS_INTERPRETATION_GREY16:
    case VIPS_INTERPRETATION_MULTIBAND: header->colour = CVipsColourLight; break;
    case VIPS_INTERPRETATION_CMYK: header->colour = CVipsColourInk; break;
    default: header->colour = CVipsColourOther;
  }
  header->has_alpha = vips_image_hasalpha(image);
  header->orientation = 0;
  if (vips_image_get_typeof(image, VIPS_META_ORIENTATION) != 0)
    header->orientation = vips_image_get_orientation(image);
}

CVipsPicture *cvips_open(const char *loader, const void *bytes, size_t length, CVipsHeader *header) {
  VipsImage *image = NULL;
  VipsBlob *blob = vips_blob_new(NULL, bytes, length);
  int failed = vips_call(
      loader, blob, &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on", VIPS_FAIL_ON_ERROR, NULL);
  vips_area_unref(VIPS_AREA(blob));
  if (failed || image == NULL) return NULL;
  read_header(image, header);
  return (CVipsPicture *)image;
}

const void *cvips_exif(CVipsPicture *picture, size_t *length) {
  const void *bytes = NULL;
  VipsImage *image = (VipsImage *)picture;
  if (vips_image_get_typeof(image, VIPS_META_EXIF_NAME) == 0) return NULL;
  return vips_image_get_blob(image, VIPS_META_EXIF_NAME, &bytes, length) == 0 ? bytes : NULL;
}

CVipsPicture *cvips_text(const char *markup, const char *font, int dots_per_inch, CVipsHeader *header) {
  VipsImage *image = NULL;
  if (vips_text(&image, markup, "font", font, "dpi", dots_per_inch, NULL) != 0) return NULL;
  read_header(image, header);
  return (CVipsPicture *)image;
}

void *cvips_pixels(CVipsPicture *picture, size_t *length) {
  return vips_image_write_to_memory((VipsImage *)picture, length);
}

void *cvips_webp(const void *pixels, int width, int height, int quality, size_t *length) {
  size_t size = (size_t)width * (size_t)height * 3;
  VipsImage *image = vips_image_new_from_memory(pixels, size, width, height, 3, VIPS_FORMAT_UCHAR);
  if (image == NULL) return NULL;
  void *memory = NULL;
  int failed = vips_webpsave_buffer(image, &memory, length, "Q", quality, "effort", 1, "strip", TRUE, NULL);
  g_object_unref(image);
  return failed ? NULL : memory;
}

void cvips_free(void *memory) { g_free(memory); }

void cvips_close(CVipsPicture *picture) { g_object_unref(picture); }

void cvips_clear_error(void) { vips_error_clear(); }

void cvips_copy_error(char *text, size_t capacity) {
  if (capacity == 0) return;
  strncpy(text, vips_error_buffer(), capacity - 1);
  text[capacity - 1] = 0;
}

bool cvips_fill_fresh_memory(int value) {
#if defined(__GLIBC__)
  return mallopt(M_PERTURB, value) == 1;
#else
  (void)value;
  return false;
#endif
}
