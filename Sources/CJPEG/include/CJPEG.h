#pragma once

#include <stdbool.h>
#include <stddef.h>

/// What came of decoding a JPEG.
typedef enum {
  /// Every row was written from data that the file has.
  CJPEGWhole,
  /// The file ends before the picture does.
  CJPEGTruncated,
  /// The decoder gave up, or it had to make pixels up.
  CJPEGCorrupt,
  /// A kind of JPEG that libjpeg-turbo does not decode.
  CJPEGUnsupported,
  /// There was no memory.
  CJPEGNoMemory,
} CJPEGOutcome;

typedef struct {
  const unsigned char *bytes;
  size_t length;
  /// The picture is decoded at `eighths / 8` of its size; 1 to 8.
  int eighths;
  /// Repeats chroma instead of interpolating it.
  bool is_fast;
  /// Four samples a pixel (CMYK) instead of three (RGB).
  bool is_ink;
  /// The size that is expected of the decoded picture; any other is corrupt.
  int width, height;
  /// A progressive file may repeat its scans without end: more than these are corrupt.
  int scan_limit;
} CJPEGRequest;

enum { CJPEGMessageLength = 200 };

/// Decodes with libjpeg-turbo's own interface: the accurate integer DCT, and Pillow's settings for the rest.
///
/// TurboJPEG's interface has one status for a warning and for an error after a warning, and cannot say whether all rows
/// were written. Here an error ends in `error_exit`, rows are counted, and each warning is judged by its number. Only
/// `CJPEGWhole` says that `pixels` may be read. In C, since an error of libjpeg leaves by `longjmp`.
///
/// `pixels` has room for width x height x (3 or 4) bytes. `message` gets libjpeg's words, which end in 0.
CJPEGOutcome cjpeg_decode(
    const CJPEGRequest *request, unsigned char *pixels, char message[CJPEGMessageLength]);
