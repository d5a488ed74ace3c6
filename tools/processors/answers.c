// Prints a checksum of what each room in C answers to the same numbers, so that two processors can be compared; see compare.
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "CHNSW.h"
#include "CLayout.h"
#include "CProducts.h"
#include "CTraining.h"

static uint64_t state = 1;

static uint64_t draw(void) {
  uint64_t z = state += 0x9E3779B97F4A7C15u;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
  return z ^ (z >> 31);
}

static float *numbers(size_t count) {
  float *made = malloc(count * sizeof *made);
  for (size_t index = 0; index < count; index++) made[index] = (float)(draw() >> 40) / (1 << 23) - 1;
  return made;
}

// FNV-1a.
static void say(const char *name, const void *bytes, size_t count) {
  uint64_t sum = 0xcbf29ce484222325u;
  for (size_t index = 0; index < count; index++) sum = (sum ^ ((const uint8_t *)bytes)[index]) * 0x100000001b3u;
  printf("%-24s %016" PRIx64 "\n", name, sum);
}

static void products(void) {
  enum { ROWS = 37, OTHERS = 29, COLUMNS = 333 };
  float *rows = numbers(ROWS * COLUMNS), *others = numbers(OTHERS * COLUMNS), *out = numbers(ROWS * OTHERS);
  cproducts_rows(rows, ROWS, others, OTHERS, COLUMNS, out, OTHERS);
  say("products of rows", out, ROWS * OTHERS * sizeof *out);
  float *right = numbers(COLUMNS * OTHERS);
  cproducts_multiply(rows, COLUMNS, 1, right, out, ROWS, OTHERS, COLUMNS, OTHERS);
  say("products", out, ROWS * OTHERS * sizeof *out);
}

static void training(void) {
  enum { COUNT = 1001 };
  float *values = numbers(COUNT), *gradient = numbers(COUNT), *mean = numbers(COUNT), *square = numbers(COUNT);
  for (size_t index = 0; index < COUNT; index++) square[index] = fabsf(square[index]);
  for (int step = 0; step < 20; step++) {
    ctraining_adapt(values, gradient, mean, square, COUNT, (CTrainingAdaptation){1e-3f, 1e-2f, 1.3f, 1.7f});
  }
  say("steps of Adam", values, COUNT * sizeof *values);
}

static void layout(void) {
  enum { ROWS = 200, EDGES = 10 };
  for (size_t groups = 0; groups < 3; groups++) {
    const size_t width = groups == 0 ? 2 : 4 * groups;
    float *points = numbers(ROWS * width), *periods = numbers(ROWS * EDGES), *next = numbers(ROWS * EDGES);
    int64_t starts[ROWS + 1];
    int32_t *tails = malloc(ROWS * EDGES * sizeof *tails);
    for (size_t row = 0; row <= ROWS; row++) starts[row] = (int64_t)(row * EDGES);
    for (size_t edge = 0; edge < ROWS * EDGES; edge++) {
      tails[edge] = (int32_t)(draw() % ROWS);
      next[edge] = periods[edge] = 1 + fabsf(periods[edge]);
    }
    const CLayoutEdges edges = {starts, tails, periods, next};
    uint64_t random = 7;
    for (int epoch = 0; epoch < 50; epoch++) {
      const CLayoutRound round = {1.577f, 0.895f, 1 - (float)epoch / 50, (float)epoch, 5};
      clayout_round((CLayoutPoints){points, ROWS}, (CLayoutPoints){points, ROWS}, groups, true, &edges, &round, &random);
    }
    say("rounds of a layout", points, ROWS * width * sizeof *points);
  }
}

static void neighbours(void) {
  enum { ROWS = 2000, COLUMNS = 67, COUNT = 15 };
  if (!chnsw_available()) exit(2);
  float *rows = numbers(ROWS * COLUMNS);
  CHNSWIndex *index = chnsw_create(COLUMNS, ROWS, 16, 100, 1);
  for (size_t row = 0; row < ROWS; row++) chnsw_add(index, rows + row * COLUMNS);
  chnsw_finish(index, 50);
  uint32_t *found = calloc(ROWS * COUNT, sizeof *found);
  for (size_t row = 0; row < ROWS; row++) chnsw_search(index, rows + row * COLUMNS, COUNT, found + row * COUNT);
  say("neighbours", found, ROWS * COUNT * sizeof *found);
  chnsw_free(index);
}

int main(void) {
  products();
  training();
  layout();
  neighbours();
}
