#include "CLayout.h"

#include <float.h>
#include <string.h>

#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))

enum { LANES = 8 };
typedef float Floats __attribute__((vector_size(32)));
typedef int32_t Ints __attribute__((vector_size(32)));
typedef float Four __attribute__((vector_size(16)));

static const float clip = 4;

#define splat(number) ((Floats){} + (float)(number))

// SplitMix64, as `Reliability` has it in Swift, which an inner loop in C cannot call.
INLINE uint64_t draw(uint64_t *state) {
  uint64_t z = *state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

// s^b: log2 to 1e-6 by the exponent and a polynomial over mantissas from the root of a half to that of two, 2^x to a relative
// 3e-7 likewise. Vectors go by pointer, for how a call passes them depends on their width.
INLINE void power(const Floats *squared, float b, Floats *result) {
  const Ints shifted = (Ints)*squared - 0x3F3504F3;
  const Floats exponent = __builtin_convertvector(shifted >> 23, Floats);
  const Floats t = (Floats)((shifted & 0x7FFFFF) + 0x3F3504F3) - 1.0f;
  const Floats low = 1.442696434f + t * (-0.7213640325f + t * 0.4806289078f);
  const Floats high = -0.3593511197f + t * (0.295639226f + t * (-0.2695014939f + t * 0.1720952743f));
  Floats x = b * (exponent + t * (low + t * t * t * high));
  // Held where a s^b does not overflow; by 126 more it is above 0, where cutting off the fraction rounds down.
  x = __builtin_elementwise_max(__builtin_elementwise_min(x, splat(80)), splat(-126)) + 126.0f;
  const Ints whole = __builtin_convertvector(x, Ints);
  const Floats f = x - __builtin_convertvector(whole, Floats);
  const Floats first = 0.9999998958f + f * (0.69315462f + f * 0.2401407701f);
  const Floats rest = 0.05586328266f + f * (0.008946214665f + f * 0.001895107291f);
  *result = (Floats)((whole + 1) << 23) * (first + f * f * f * rest);
}

// The first lane attracts where `attracts`, all others repel.
INLINE void factors(const Floats *squared, bool attracts, const CLayoutRound *round, Floats *result) {
  const float a = round->a, b = round->b;
  Floats grown;
  power(squared, b, &grown);
  Floats above = splat(2 * b), near = splat(0.001f);
  if (attracts) {
    above[0] = -2 * a * b * grown[0];
    near[0] = 0;
  }
  const Floats factor = above / ((near + *squared) * (1.0f + a * grown));
  *result = (Floats)((Ints)factor & (*squared >= FLT_MIN));
}

void clayout_factors(const float squared[LANES], const CLayoutRound *round, float result[LANES]) {
  Floats s, found;
  memcpy(&s, squared, sizeof s);
  factors(&s, true, round, &found);
  memcpy(result, &found, sizeof found);
}

INLINE void cut(Floats *pull) {
  *pull = __builtin_elementwise_max(__builtin_elementwise_min(*pull, splat(clip)), splat(-clip));
}

INLINE float sum(const Floats *x) {
  const Floats v = *x;
  return ((v[0] + v[4]) + (v[1] + v[5])) + ((v[2] + v[6]) + (v[3] + v[7]));
}

// Up to eight rows that act on a head at once: the tail that attracts it, if any, and random ones that repel it.
typedef struct {
  uint32_t rows[LANES];
  size_t count;
  bool attracts;
} Crowd;

INLINE void gather(Crowd *crowd, int64_t tail, size_t repelling, size_t rows, uint64_t *random) {
  crowd->attracts = tail >= 0;
  crowd->count = 0;
  if (crowd->attracts) crowd->rows[crowd->count++] = (uint32_t)tail;
  const size_t end = crowd->count + repelling < LANES ? crowd->count + repelling : LANES;
  while (crowd->count < end) {
    const uint64_t bits = draw(random);
    crowd->rows[crowd->count++] = (uint32_t)(((bits & 0xFFFFFFFF) * rows) >> 32);
    if (crowd->count < end) crowd->rows[crowd->count++] = (uint32_t)(((bits >> 32) * rows) >> 32);
  }
  for (size_t lane = end; lane < LANES; lane++) crowd->rows[lane] = 0;
}

// 0 in lanes without a row and where the row is the head itself, which then neither attract nor repel.
INLINE void mask(const Crowd *crowd, uint32_t own, Floats *squared) {
  const Ints lanes = {0, 1, 2, 3, 4, 5, 6, 7};
  Ints rows;
  memcpy(&rows, crowd->rows, sizeof rows);
  *squared = (Floats)((Ints)*squared & (lanes < (int32_t)crowd->count) & (rows != (int32_t)own));
}

INLINE void move_in_plane(
    float *head, uint32_t own, CLayoutPoints tails, bool together, const Crowd *crowd, const CLayoutRound *round) {
  float near_x[LANES], near_y[LANES];
  for (size_t lane = 0; lane < LANES; lane++) {
    near_x[lane] = tails.points[2 * (size_t)crowd->rows[lane]];
    near_y[lane] = tails.points[2 * (size_t)crowd->rows[lane] + 1];
  }
  Floats x, y, factor;
  memcpy(&x, near_x, sizeof x);
  memcpy(&y, near_y, sizeof y);
  x = head[0] - x;
  y = head[1] - y;
  Floats squared = x * x + y * y;
  mask(crowd, own, &squared);
  factors(&squared, crowd->attracts, round, &factor);
  x *= factor;
  y *= factor;
  cut(&x);
  cut(&y);
  x *= round->rate;
  y *= round->rate;
  if (together && crowd->attracts) {
    tails.points[2 * (size_t)crowd->rows[0]] -= x[0];
    tails.points[2 * (size_t)crowd->rows[0] + 1] -= y[0];
  }
  head[0] += sum(&x);
  head[1] += sum(&y);
}

INLINE void move_in_space(
    float *head, uint32_t own, CLayoutPoints tails, size_t groups, bool together, const Crowd *crowd,
    const CLayoutRound *round) {
  float squares[LANES] = {0}, pulls[LANES];
  for (size_t lane = 0; lane < crowd->count; lane++) {
    const float *other = tails.points + 4 * groups * crowd->rows[lane];
    Four total = {0};
    for (size_t group = 0; group < groups; group++) {
      Four x, y;
      memcpy(&x, head + 4 * group, sizeof x);
      memcpy(&y, other + 4 * group, sizeof y);
      x -= y;
      total += x * x;
    }
    squares[lane] = (total[0] + total[1]) + (total[2] + total[3]);
  }
  Floats squared, factor;
  memcpy(&squared, squares, sizeof squared);
  mask(crowd, own, &squared);
  factors(&squared, crowd->attracts, round, &factor);
  memcpy(pulls, &factor, sizeof factor);
  const Four most = (Four){} + clip, least = (Four){} - clip;
  for (size_t group = 0; group < groups; group++) {
    Four x, total = {0};
    memcpy(&x, head + 4 * group, sizeof x);
    for (size_t lane = 0; lane < crowd->count; lane++) {
      float *other = tails.points + 4 * (groups * crowd->rows[lane] + group);
      Four y;
      memcpy(&y, other, sizeof y);
      const Four pull = __builtin_elementwise_max(__builtin_elementwise_min(pulls[lane] * (x - y), most), least);
      total += pull;
      if (lane == 0 && together && crowd->attracts) {
        y -= round->rate * pull;
        memcpy(other, &y, sizeof y);
      }
    }
    x += round->rate * total;
    memcpy(head + 4 * group, &x, sizeof x);
  }
}

void clayout_round(
    CLayoutPoints heads, CLayoutPoints tails, size_t groups, bool together, const CLayoutEdges *edges,
    const CLayoutRound *round, uint64_t *random) {
  Crowd crowd;
  for (size_t row = 0; row < heads.rows; row++) {
    const uint32_t own = together ? (uint32_t)row : UINT32_MAX;
    float *head = heads.points + (groups ? 4 * groups : 2) * row;
    for (int64_t edge = edges->starts[row]; edge < edges->starts[row + 1]; edge++) {
      if (edges->next[edge] > round->epoch) continue;
      edges->next[edge] += edges->periods[edge];
      int64_t tail = edges->tails[edge];
      size_t repelling = round->negative_samples;
      do {
        gather(&crowd, tail, repelling, tails.rows, random);
        repelling -= crowd.count - (tail >= 0 ? 1 : 0);
        tail = -1;
        if (groups) {
          move_in_space(head, own, tails, groups, together, &crowd, round);
        } else {
          move_in_plane(head, own, tails, together, &crowd, round);
        }
      } while (repelling > 0);
    }
  }
}
