/// Codeframe's products in a fixed order beside OpenBLAS's of one thread, on the shapes of networks and heads.
#include "CProducts.h"

#include <cblas.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

void openblas_set_num_threads(int threads);

static double seconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec + now.tv_nsec * 1e-9;
}

static float *numbers(size_t count) {
  float *values = malloc(count * sizeof *values);
  for (size_t i = 0; i < count; i++) values[i] = (float)rand() / (float)RAND_MAX - 0.5f;
  return values;
}

/// The best of five, each repeated until it takes a fifth of a second.
static double best(
    int ours, int transposed, const float *a, const float *b, float *out, size_t m, size_t n, size_t k) {
  double least = 1e9;
  for (int trial = 0; trial < 5; trial++) {
    size_t turns = 0;
    double start = seconds(), taken = 0;
    while ((taken = seconds() - start) < 0.2) {
      if (ours && transposed) cproducts_rows(a, m, b, n, k, out, n);
      else if (ours) cproducts_multiply(a, k, 1, b, out, m, n, k, n);
      else
        cblas_sgemm(
            CblasRowMajor, CblasNoTrans, transposed ? CblasTrans : CblasNoTrans, (int)m, (int)n, (int)k, 1, a, (int)k, b,
            transposed ? (int)k : (int)n, 0, out, (int)n);
      turns++;
    }
    if (taken / turns < least) least = taken / turns;
  }
  return least;
}

int main(void) {
  openblas_set_num_threads(1);
  const struct {
    const char *what;
    int transposed;
    size_t m, n, k;
  } shapes[] = {
      {"a head on one post", 1, 1, 8, 512},          {"a head on a batch", 1, 256, 8, 512},
      {"a hidden layer, one post", 0, 1, 512, 768},  {"a hidden layer, 32 posts", 0, 32, 512, 768},
      {"a hidden layer, 128 posts", 0, 128, 512, 768}, {"a step's gradient", 0, 768, 512, 64},
      {"the last layer", 0, 64, 8, 512},
  };
  printf("%-28s %10s %10s %6s\n", "CPU time, one thread", "ours", "OpenBLAS", "ratio");
  for (size_t s = 0; s < sizeof shapes / sizeof *shapes; s++) {
    size_t m = shapes[s].m, n = shapes[s].n, k = shapes[s].k;
    float *a = numbers(m * k), *b = numbers(n * k), *out = numbers(m * n);
    double ours = best(1, shapes[s].transposed, a, b, out, m, n, k);
    double theirs = best(0, shapes[s].transposed, a, b, out, m, n, k);
    printf("%-28s %8.1fus %8.1fus %6.2f\n", shapes[s].what, ours * 1e6, theirs * 1e6, ours / theirs);
    free(a), free(b), free(out);
  }
}
