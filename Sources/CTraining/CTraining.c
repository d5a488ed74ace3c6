#include "CTraining.h"

#pragma STDC FP_CONTRACT OFF

#if defined(__x86_64__) && defined(__linux__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

WIDE void ctraining_adapt(
    float *restrict values, const float *restrict gradient, float *restrict mean, float *restrict square,
    size_t count, CTrainingAdaptation adaptation) {
  const float first = 0.9f, second = 0.999f;
  for (size_t index = 0; index < count; index++) {
    const float slope = gradient[index];
    const float new_mean = first * mean[index] + (1 - first) * slope;
    const float new_square = second * square[index] + (1 - second) * slope * slope;
    mean[index] = new_mean;
    square[index] = new_square;
    const float length = __builtin_elementwise_sqrt(new_square * adaptation.square_scale) + 1e-8f;
    const float move = new_mean * adaptation.mean_scale / length;
    values[index] -= adaptation.rate * (move + adaptation.decay * values[index]);
  }
}
