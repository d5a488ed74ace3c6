#ifndef CVIPS_H
#define CVIPS_H

#include <stdbool.h>
#include <stddef.h>

/// Only what Swift cannot call stands here. The rest of libvips is hidden as well, so that Swift need not import
/// GLib's headers, whose object system is made of macros.

typedef struct CVipsPicture CVipsPicture;

typedef enum {
  CVipsColourOther,
  /// Grey or RGB, by the number of bands.
  CVipsColourLight,
  /// Cyan, magenta, yellow, black.
  CVipsColourInk,
} CVipsColour;

/// What the header of a picture says, before any of its pixels is decoded.
typedef struct {
  int width;
  int height;
  /// Samples a pixel; the last may be alpha.
  int bands;
  /// Bytes of one sample: 1 or 2; 0 for every other kind of sample (signed, floating point, complex).
  int bytes_per_sample;
  CVipsColour colour;
  /// The EXIF orientation that libvips found and has not applied, 1 to 8; 0 where there is none.
  int orientation;
  /// Whether the last band is opacity.
  bool has_alpha;
} CVipsHeader;

/// Starts libvips for untrusted input: loaders marked untrusted blocked, one thread a picture, no cache of
/// operations, no warnings on standard error. Returns 0, or -1 when libvips cannot start. Call it once.
int cvips_start(void);

/// Opens `length` bytes with the loader of that name ("pngload_buffer", ...) and reads the header. The bytes must
/// outlive the picture. A shim because `vips_call` is variadic.
/// Returns NULL on failure; then `cvips_copy_error` tells why.
CVipsPicture *cvips_open(const char *loader, const void *bytes, size_t length, CVipsHeader *header);

/// The EXIF block of an opened picture, which lives as long as the picture. Returns NULL where there is none.
const void *cvips_exif(CVipsPicture *picture, size_t *length);

/// One line of text as a picture of one band, the ink's opacity. `markup` is Pango's, `font` a description such as
/// "sans 11"; a line has `dots_per_inch` dots in an inch. A shim because `vips_text` is variadic.
/// Returns NULL on failure, as where no font is installed.
CVipsPicture *cvips_text(const char *markup, const char *font, int dots_per_inch, CVipsHeader *header);

/// Decodes all pixels, interleaved, row by row, in the host's byte order. Returns NULL on failure. The caller owns
/// the memory and gives it back with `cvips_free`.
void *cvips_pixels(CVipsPicture *picture, size_t *length);

/// Writes pixels, three bytes each and row by row without gaps, as WebP of that quality, without metadata. Returns NULL on failure. The
/// caller owns the memory and gives it back with `cvips_free`. A shim because `vips_webpsave_buffer` is variadic.
void *cvips_webp(const void *pixels, int width, int height, int quality, size_t *length);

void cvips_free(void *memory);
void cvips_close(CVipsPicture *picture);

/// Empties the buffer of messages, which all threads share.
void cvips_clear_error(void);

/// Copies the buffer of messages into `text`, at most `capacity` bytes with the closing zero.
void cvips_copy_error(char *text, size_t capacity);

/// Fills memory that is handed out from now on with bytes made from `value`; 0 ends it. False where the system cannot.
///
/// Of use to prove that a decoder shows nothing but what it decoded: glibc's M_PERTURB, for the whole process.
bool cvips_fill_fresh_memory(int value);

#endif
