#ifndef CRESAMPLING_H
#define CRESAMPLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// The two passes of a resize for processors with AVX2. In C because Swift cannot compile one function for AVX2 in a
/// program for every x86-64, and SSE2 has no 32-bit product: measured, the same loops in Swift take four times as long.
/// The results are the same to the bit; Imaging's own loops serve every other processor.

/// Whether this processor runs the functions below.
bool cresampling_is_available(void);

/// One axis: for each output place, `counts` source places from `starts` on, and `stride` weights (a multiple of 4,
/// 0 beyond the count), each split as `high * 2^15 + low`.
typedef struct {
  const int32_t *starts;
  const int32_t *counts;
  const int16_t *low;
  const int16_t *high;
  int32_t stride;
  int32_t places;
  /// Fractional bits of the weights.
  int32_t precision;
} CResamplingAxis;

/// The horizontal pass over two rows of RGB (give one row twice for a single one). Up to 16 bytes behind the last
/// source pixel are read.
void cresampling_narrow(
    const uint8_t *first, const uint8_t *second, uint8_t *first_target, uint8_t *second_target,
    const CResamplingAxis *across);

/// The vertical pass for one row: `count` rows, `row_bytes` apart. Columns are taken 32 at a time: up to 31 bytes behind
/// the row are read and written.
void cresampling_mix(
    const uint8_t *rows, size_t row_bytes, const int32_t *weights, int32_t count, int32_t precision, uint8_t *target);

#endif
