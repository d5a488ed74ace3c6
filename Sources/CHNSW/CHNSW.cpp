#include "CHNSW.h"

#if __has_include(<hnswlib/hnswlib.h>)

// Else a product and a sum are one rounding on processors whose compilers fuse them unasked, as those for arm64 do.
#pragma STDC FP_CONTRACT OFF

#include <cstring>
#include <exception>
#include <hnswlib/hnswlib.h>
#include <memory>
#include <new>

#if defined(__x86_64__) && defined(__linux__)
#define WIDE __attribute__((target_clones("avx2", "default")))
#else
#define WIDE
#endif

namespace {

typedef float Lanes __attribute__((vector_size(32)));

// hnswlib's own distances are as wide as the compiler was told that every processor is. Two sums side by side; no result
// leaves through a vector register, whose width differs between the two versions.
WIDE float squared_distance(const void *left, const void *right, const void *size) {
  const auto *x = static_cast<const float *>(left), *y = static_cast<const float *>(right);
  const size_t count = *static_cast<const size_t *>(size);
  Lanes first = {}, second = {};
  size_t index = 0;
  for (; index + 16 <= count; index += 16) {
    Lanes a, b, c, d;
    std::memcpy(&a, x + index, sizeof a);
    std::memcpy(&b, y + index, sizeof b);
    std::memcpy(&c, x + index + 8, sizeof c);
    std::memcpy(&d, y + index + 8, sizeof d);
    a -= b;
    c -= d;
    first += a * a;
    second += c * c;
  }
  first += second;
  float sum = ((first[0] + first[4]) + (first[1] + first[5])) + ((first[2] + first[6]) + (first[3] + first[7]));
  for (; index < count; index++) {
    const float difference = x[index] - y[index];
    sum += difference * difference;
  }
  return sum;
}

class Space : public hnswlib::SpaceInterface<float> {
 public:
  explicit Space(size_t columns) : columns_(columns) {}
  size_t get_data_size() override { return columns_ * sizeof(float); }
  hnswlib::DISTFUNC<float> get_dist_func() override { return squared_distance; }
  void *get_dist_func_param() override { return &columns_; }

 private:
  size_t columns_;
};

}  // namespace

struct CHNSWIndex {
  CHNSWIndex(size_t columns, size_t capacity, size_t links, size_t breadth, size_t seed)
      : space(columns), graph(&space, capacity, links, breadth, seed) {}

  Space space;
  hnswlib::HierarchicalNSW<float> graph;
};

bool chnsw_available(void) { return true; }

CHNSWIndex *chnsw_create(size_t columns, size_t capacity, size_t links, size_t breadth, size_t seed) {
  try {
    return new CHNSWIndex(columns, capacity, links, breadth, seed);
  } catch (const std::exception &) {
    return nullptr;
  }
}

bool chnsw_add(CHNSWIndex *index, const float *row) {
  try {
    index->graph.addPoint(row, index->graph.cur_element_count);
    return true;
  } catch (const std::exception &) {
    return false;
  }
}

void chnsw_finish(CHNSWIndex *index, size_t breadth) { index->graph.setEf(breadth); }

size_t chnsw_search(const CHNSWIndex *index, const float *row, size_t count, uint32_t *found) {
  try {
    auto nearest = index->graph.searchKnn(row, count);
    size_t filled = 0;
    for (; !nearest.empty() && filled < count; nearest.pop()) {
      found[filled++] = static_cast<uint32_t>(nearest.top().second);
    }
    return filled;
  } catch (const std::exception &) {
    return SIZE_MAX;
  }
}

void chnsw_free(CHNSWIndex *index) { delete index; }

#else

bool chnsw_available(void) { return false; }
CHNSWIndex *chnsw_create(size_t, size_t, size_t, size_t, size_t) { return nullptr; }
bool chnsw_add(CHNSWIndex *, const float *) { return false; }
void chnsw_finish(CHNSWIndex *, size_t) {}
size_t chnsw_search(const CHNSWIndex *, const float *, size_t, uint32_t *) { return SIZE_MAX; }
void chnsw_free(CHNSWIndex *) {}

#endif
