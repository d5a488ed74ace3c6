#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// Points in one round of a descent: `rows` of `groups` times four numbers each, or of two where `groups` is 0.
typedef struct {
  float *points;
  size_t rows;
} CLayoutPoints;

/// The edges of head h are those from `starts[h]` up to `starts[h + 1]`; an edge has its turn in the round from `next` on, and then
/// every `periods` rounds.
typedef struct {
  const int64_t *starts;
  const int32_t *tails;
  const float *periods;
  float *next;
} CLayoutEdges;

typedef struct {
  /// Of the curve 1 / (1 + a x^2b).
  float a;
  float b;
  float rate;
  float epoch;
  /// Rows that repel at each turn.
  size_t negative_samples;
} CLayoutRound;

/// Moves every head towards the tails of the edges that have their turn, and away from random rows of the tails.
///
/// With `together`, heads and tails are one table, and a tail moves as far towards its head. `random` is the state of SplitMix64.
/// In C because the time goes into powers, eight of which are taken at once: Swift's vectors take a call for each lane where
/// nothing is optimised, as in tests. The arithmetic is that of single numbers, in one order, on every processor: no bit
/// differs.
void clayout_round(
    CLayoutPoints heads, CLayoutPoints tails, size_t groups, bool together, const CLayoutEdges *edges,
    const CLayoutRound *round, uint64_t *random);

/// By what the difference of two points is multiplied at these squared distances s: the first attract each other,
/// -2ab s^(b-1) / (1 + a s^b); the others repel, 2b / ((.001 + s)(1 + a s^b)). 0 where s is below the smallest normal number.
void clayout_factors(const float squared[8], const CLayoutRound *round, float factors[8]);
