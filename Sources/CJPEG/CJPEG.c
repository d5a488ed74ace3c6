#include "CJPEG.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

#include <jerror.h>

typedef struct {
  struct jpeg_error_mgr manager;
  jmp_buf leave;
  char *message;
  CJPEGOutcome outcome;
} Errors;

typedef struct {
  struct jpeg_progress_mgr manager;
  int scan_limit;
} Scans;

static void keep_message(j_common_ptr common, Errors *errors) {
  char text[JMSG_LENGTH_MAX];
  common->err->format_message(common, text);
  snprintf(errors->message, CJPEGMessageLength, "%.*s", CJPEGMessageLength - 1, text);
}

static void give_up(j_common_ptr common) {
  Errors *errors = (Errors *)common->err;
  switch (common->err->msg_code) {
    case JERR_OUT_OF_MEMORY: errors->outcome = CJPEGNoMemory; break;
    case JERR_INPUT_EOF:
    case JERR_INPUT_EMPTY: errors->outcome = CJPEGTruncated; break;
    case JERR_SOF_UNSUPPORTED:
    case JERR_BAD_PRECISION:
    case JERR_ARITH_NOTIMPL:
    case JERR_NOT_COMPILED:
    case JERR_CONVERSION_NOTIMPL: errors->outcome = CJPEGUnsupported; break;
    default: errors->outcome = CJPEGCorrupt;
  }
  keep_message(common, errors);
  longjmp(errors->leave, 1);
}

/// What a warning says of the picture: that pixels are missing or made up, or nothing.
///
/// Pillow shows the grey or smeared rest of such a picture; a coder would code it as if it had been photographed.
static CJPEGOutcome judged(j_common_ptr common) {
  switch (common->err->msg_code) {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER: return CJPEGTruncated;
    case JWRN_HUFF_BAD_CODE:
    case JWRN_ARITH_BAD_CODE:
    case JWRN_MUST_RESYNC: return CJPEGCorrupt;
    case JWRN_EXTRANEOUS_DATA: {
      // Bytes before a restart marker lie within a scan: its data do not end where its pixels do.
      const int marker = common->err->msg_parm.i[1];
      return marker >= 0xD0 && marker <= 0xD7 ? CJPEGCorrupt : CJPEGWhole;
    }
    default: return CJPEGWhole;
  }
}

static void take_message(j_common_ptr common, int level) {
  Errors *errors = (Errors *)common->err;
  if (level >= 0 || errors->outcome != CJPEGWhole) return;
  errors->outcome = judged(common);
  if (errors->outcome != CJPEGWhole) keep_message(common, errors);
}

static void count_scans(j_common_ptr common) {
  const Scans *scans = (const Scans *)common->progress;
  if (common->is_decompressor && ((j_decompress_ptr)common)->input_scan_number > scans->scan_limit)
    ERREXIT1(common, JERR_NOTIMPL, 0);
}

/// Whether the file has data for every component: where a scan is missing, libjpeg leaves the component grey.
static bool has_every_component(const struct jpeg_decompress_struct *jpeg) {
  for (int index = 0; index < jpeg->num_components; index++) {
    if (jpeg->comp_info[index].quant_table == NULL) return false;
    if (jpeg->progressive_mode && jpeg->coef_bits != NULL && jpeg->coef_bits[index][0] < 0) return false;
  }
  return true;
}

CJPEGOutcome cjpeg_decode(
    const CJPEGRequest *request, unsigned char *pixels, char message[CJPEGMessageLength]) {
  struct jpeg_decompress_struct jpeg;
  Errors errors;
  Scans scans = {.scan_limit = request->scan_limit};
  memset(&jpeg, 0, sizeof jpeg);
  message[0] = 0;
  jpeg.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = give_up;
  errors.manager.emit_message = take_message;
  errors.message = message;
  errors.outcome = CJPEGWhole;
  if (setjmp(errors.leave)) {
    jpeg_destroy_decompress(&jpeg);
    return errors.outcome;
  }
  jpeg_create_decompress(&jpeg);
  scans.manager.progress_monitor = count_scans;
  jpeg.progress = &scans.manager;
  jpeg_mem_src(&jpeg, request->bytes, request->length);
  jpeg_read_header(&jpeg, TRUE);
  jpeg.out_color_space = request->is_ink ? JCS_CMYK : JCS_RGB;
  jpeg.scale_num = (unsigned)request->eighths;
  jpeg.scale_denom = 8;
  jpeg.dct_method = JDCT_ISLOW;
  jpeg.do_fancy_upsampling = request->is_fast ? FALSE : TRUE;
  jpeg_start_decompress(&jpeg);
  const int samples = request->is_ink ? 4 : 3;
  if ((int)jpeg.output_width != request->width || (int)jpeg.output_height != request->height ||
      jpeg.output_components != samples) {
    snprintf(message, CJPEGMessageLength, "its markers speak of pictures of two sizes");
    jpeg_destroy_decompress(&jpeg);
    return CJPEGCorrupt;
  }
  const size_t stride = (size_t)request->width * (size_t)samples;
  while (jpeg.output_scanline < jpeg.output_height) {
    JSAMPROW rows[8];
    for (unsigned line = 0; line < 8; line++) {
      const size_t at = jpeg.output_scanline + line;
      rows[line] = pixels + (at < jpeg.output_height ? at : jpeg.output_height - 1) * stride;
    }
    const unsigned left = jpeg.output_height - jpeg.output_scanline;
    if (jpeg_read_scanlines(&jpeg, rows, left < 8 ? left : 8) == 0) break;
  }
  const bool is_whole = jpeg.output_scanline == jpeg.output_height && has_every_component(&jpeg);
  jpeg_finish_decompress(&jpeg);
  jpeg_destroy_decompress(&jpeg);
  if (errors.outcome == CJPEGWhole && !is_whole) {
    snprintf(message, CJPEGMessageLength, "a part of its data is missing");
    return CJPEGCorrupt;
  }
  return errors.outcome;
}
