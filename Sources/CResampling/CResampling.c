#include "CResampling.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>

bool cresampling_is_available(void) { return __builtin_cpu_supports("avx2"); }

#define AVX2 __attribute__((target("avx2")))

/// Adds the halves, which hold even and odd pairs of taps, and rounds to bytes.
AVX2 static inline void store_pixel(__m256i low, __m256i high, int precision, uint8_t *target) {
  __m256i both = _mm256_add_epi32(_mm256_slli_epi32(high, 15), low);
  __m128i sum = _mm_add_epi32(_mm256_castsi256_si128(both), _mm256_extracti128_si256(both, 1));
  sum = _mm_add_epi32(sum, _mm_set1_epi32(1 << (precision - 1)));
  sum = _mm_sra_epi32(sum, _mm_cvtsi32_si128(precision));
  sum = _mm_packus_epi16(_mm_packs_epi32(sum, sum), sum);
  int pixel = _mm_cvtsi128_si32(sum);
  memcpy(target, &pixel, 3);
}

AVX2 void cresampling_narrow(
    const uint8_t *first, const uint8_t *second, uint8_t *first_target, uint8_t *second_target,
    const CResamplingAxis *across) {
  // RGBRGBRGBRGB becomes the 16-bit pairs r0 r1 g0 g1 b0 b1 - - in the lower half, those of pixels 2 and 3 above.
  const __m256i pairs = _mm256_setr_epi8(
      0, -1, 3, -1, 1, -1, 4, -1, 2, -1, 5, -1, -1, -1, -1, -1, 6, -1, 9, -1, 7, -1, 10, -1, 8, -1, 11, -1, -1, -1, -1,
      -1);
  // Four weights become w0 w1 four times in the lower half, w2 w3 four times above.
  const __m256i spread = _mm256_setr_epi8(
      0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 3, 4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7, 4, 5, 6, 7);
  for (int place = 0; place < across->places; place++) {
    const size_t start = (size_t)across->starts[place] * 3;
    const uint8_t *a = first + start, *b = second + start;
    const int16_t *low = across->low + (size_t)place * across->stride;
    const int16_t *high = across->high + (size_t)place * across->stride;
    __m256i a_low = _mm256_setzero_si256(), a_high = a_low, b_low = a_low, b_high = a_low;
    for (int tap = 0; tap < across->counts[place]; tap += 4) {
      long long low_bits, high_bits;
      memcpy(&low_bits, low + tap, 8);
      memcpy(&high_bits, high + tap, 8);
      const __m256i w_low = _mm256_shuffle_epi8(_mm256_set1_epi64x(low_bits), spread);
      const __m256i w_high = _mm256_shuffle_epi8(_mm256_set1_epi64x(high_bits), spread);
      const size_t at = (size_t)tap * 3;
      const __m256i p = _mm256_shuffle_epi8(
          _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(a + at))), pairs);
      const __m256i q = _mm256_shuffle_epi8(
          _mm256_broadcastsi128_si256(_mm_loadu_si128((const __m128i *)(b + at))), pairs);
      a_low = _mm256_add_epi32(a_low, _mm256_madd_epi16(p, w_low));
      a_high = _mm256_add_epi32(a_high, _mm256_madd_epi16(p, w_high));
      b_low = _mm256_add_epi32(b_low, _mm256_madd_epi16(q, w_low));
      b_high = _mm256_add_epi32(b_high, _mm256_madd_epi16(q, w_high));
    }
    store_pixel(a_low, a_high, across->precision, first_target + (size_t)place * 3);
    store_pixel(b_low, b_high, across->precision, second_target + (size_t)place * 3);
  }
}

AVX2 void cresampling_mix(
    const uint8_t *rows, size_t row_bytes, const int32_t *weights, int32_t count, int32_t precision, uint8_t *target) {
  const int32_t half = 1 << (precision - 1);
  for (size_t column = 0; column < row_bytes; column += 32) {
    int32_t sum[32];
    for (int i = 0; i < 32; i++) sum[i] = half;
    const uint8_t *from = rows + column;
    for (int32_t tap = 0; tap < count; tap++, from += row_bytes) {
      const uint32_t weight = (uint32_t)weights[tap];
      for (int i = 0; i < 32; i++) sum[i] = (int32_t)((uint32_t)sum[i] + from[i] * weight);
    }
    for (int i = 0; i < 32; i++) {
      const int32_t value = sum[i] >> precision;
      target[column + i] = (uint8_t)(value < 0 ? 0 : value > 255 ? 255 : value);
    }
  }
}

#else

bool cresampling_is_available(void) { return false; }

void cresampling_narrow(
    const uint8_t *first, const uint8_t *second, uint8_t *first_target, uint8_t *second_target,
    const CResamplingAxis *across) {
  (void)first, (void)second, (void)first_target, (void)second_target, (void)across;
}

void cresampling_mix(
    const uint8_t *rows, size_t row_bytes, const int32_t *weights, int32_t count, int32_t precision, uint8_t *target) {
  (void)rows, (void)row_bytes, (void)weights, (void)count, (void)precision, (void)target;
}

#endif
