#include "CProducts.h"

#include <string.h>

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

typedef float Eight __attribute__((vector_size(32), aligned(4)));

#define AT(place) (*(const Eight *)(place))

/// The lanes as a tree: the order is part of the answer.
#define SUM(s) (((s[0] + s[4]) + (s[2] + s[6])) + ((s[1] + s[5]) + (s[3] + s[7])))

WIDE void cproducts_rows(
    const float *rows, size_t count, const float *others, size_t other_count, size_t columns, float *out,
    size_t out_stride) {
  const size_t whole = columns & ~(size_t)7, rest = columns - whole;
  size_t r = 0;
  for (; r + 4 <= count; r += 4) {
    const float *a = rows + r * columns, *b = a + columns, *c = b + columns, *d = c + columns;
    Eight ta = {0}, tb = {0}, tc = {0}, td = {0};
    memcpy(&ta, a + whole, rest * sizeof(float));
    memcpy(&tb, b + whole, rest * sizeof(float));
    memcpy(&tc, c + whole, rest * sizeof(float));
    memcpy(&td, d + whole, rest * sizeof(float));
    for (size_t o = 0; o < other_count; o++) {
      const float *w = others + o * columns;
      Eight sa = {0}, sb = {0}, sc = {0}, sd = {0};
      for (size_t k = 0; k < whole; k += 8) {
        const Eight v = AT(w + k);
        sa += AT(a + k) * v;
        sb += AT(b + k) * v;
        sc += AT(c + k) * v;
        sd += AT(d + k) * v;
      }
      Eight tail = {0};
      memcpy(&tail, w + whole, rest * sizeof(float));
      sa += ta * tail;
      sb += tb * tail;
      sc += tc * tail;
      sd += td * tail;
      float *place = out + r * out_stride + o;
      place[0] = SUM(sa);
      place[out_stride] = SUM(sb);
      place[2 * out_stride] = SUM(sc);
      place[3 * out_stride] = SUM(sd);
    }
  }
  for (; r < count; r++) {
    const float *a = rows + r * columns;
    Eight ta = {0};
    memcpy(&ta, a + whole, rest * sizeof(float));
    for (size_t o = 0; o < other_count; o++) {
      const float *w = others + o * columns;
      Eight sa = {0};
      for (size_t k = 0; k < whole; k += 8) sa += AT(a + k) * AT(w + k);
      Eight tail = {0};
      memcpy(&tail, w + whole, rest * sizeof(float));
      sa += ta * tail;
      out[r * out_stride + o] = SUM(sa);
    }
  }
}

WIDE void cproducts_multiply(
    const float *a, size_t a_row, size_t a_inner, const float *b, float *out, size_t m, size_t n, size_t k,
    size_t out_stride) {
  const size_t whole = n & ~(size_t)7, rest = n - whole;
  for (size_t i = 0; i < m; i += 4) {
    const size_t lines = m - i < 4 ? m - i : 4;
    // A line past the end repeats the last one; what it gives is not stored.
    const float *a0 = a + i * a_row, *a1 = a + (i + (lines > 1 ? 1 : 0)) * a_row;
    const float *a2 = a + (i + (lines > 2 ? 2 : 0)) * a_row, *a3 = a + (i + (lines > 3 ? 3 : 0)) * a_row;
    size_t j = 0;
    for (; j + 16 <= whole; j += 16) {
      Eight s00 = {0}, s01 = {0}, s10 = {0}, s11 = {0}, s20 = {0}, s21 = {0}, s30 = {0}, s31 = {0};
      for (size_t p = 0; p < k; p++) {
        const float *line = b + p * n + j;
        const Eight v = AT(line), w = AT(line + 8);
        const float x0 = a0[p * a_inner], x1 = a1[p * a_inner], x2 = a2[p * a_inner], x3 = a3[p * a_inner];
        s00 += x0 * v;
        s01 += x0 * w;
        s10 += x1 * v;
        s11 += x1 * w;
        s20 += x2 * v;
        s21 += x2 * w;
        s30 += x3 * v;
        s31 += x3 * w;
      }
      float *place = out + i * out_stride + j;
      memcpy(place, &s00, 32);
      memcpy(place + 8, &s01, 32);
      if (lines > 1) memcpy(place + out_stride, &s10, 32), memcpy(place + out_stride + 8, &s11, 32);
      if (lines > 2) memcpy(place + 2 * out_stride, &s20, 32), memcpy(place + 2 * out_stride + 8, &s21, 32);
      if (lines > 3) memcpy(place + 3 * out_stride, &s30, 32), memcpy(place + 3 * out_stride + 8, &s31, 32);
    }
    for (; j < n; j += 8) {
      const size_t width = j < whole ? 8 : rest;
      Eight s0 = {0}, s1 = {0}, s2 = {0}, s3 = {0};
      for (size_t p = 0; p < k; p++) {
        Eight v = {0};
        memcpy(&v, b + p * n + j, width * sizeof(float));
        s0 += a0[p * a_inner] * v;
        s1 += a1[p * a_inner] * v;
        s2 += a2[p * a_inner] * v;
        s3 += a3[p * a_inner] * v;
      }
      float *place = out + i * out_stride + j;
      memcpy(place, &s0, width * sizeof(float));
      if (lines > 1) memcpy(place + out_stride, &s1, width * sizeof(float));
      if (lines > 2) memcpy(place + 2 * out_stride, &s2, width * sizeof(float));
      if (lines > 3) memcpy(place + 3 * out_stride, &s3, width * sizeof(float));
    }
  }
}
