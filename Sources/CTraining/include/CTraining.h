#pragma once

#include <stddef.h>

/// What a step of Adam with decoupled weight decay needs, beside the numbers that it moves.
typedef struct {
  float rate;
  float decay;
  /// 1 / (1 - .9^t) and 1 / (1 - .999^t) in step t.
  float mean_scale;
  float square_scale;
} CTrainingAdaptation;

/// One step of Adam with decoupled weight decay over `count` weights, betas .9 and .999, epsilon 1e-8.
///
/// In C because the compiler does not see that Swift's `squareRoot()` is free of effects on Linux, and so takes one weight
/// at a time. The arithmetic is that of single numbers, in one order, on every processor: no bit differs.
void ctraining_adapt(
    float *values, const float *gradient, float *mean, float *square, size_t count,
    CTrainingAdaptation adaptation);
