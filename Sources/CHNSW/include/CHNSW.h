#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A graph in which near rows are found without comparing with all (hnswlib; Malkov, Yashunin 2016).
///
/// It keeps copies of its rows. Rows are added by one thread; any number may search while none adds. No call lets a C++
/// exception out.
typedef struct CHNSWIndex CHNSWIndex;

/// Whether this build has hnswlib.
bool chnsw_available(void);

/// An index without rows, or NULL where memory lacks. The owner frees it with `chnsw_free`.
///
/// `links` and `breadth` are M and efConstruction of the paper; the same seed and rows give the same graph.
CHNSWIndex *chnsw_create(size_t columns, size_t capacity, size_t links, size_t breadth, size_t seed);

/// Adds a row of `columns` numbers, whose number is that of the rows before it; false where memory lacks.
bool chnsw_add(CHNSWIndex *index, const float *row);

/// Ends adding; searches look at `breadth` candidates (ef of the paper).
void chnsw_finish(CHNSWIndex *index, size_t breadth);

/// Writes the numbers of up to `count` rows of small Euclidean distance to `found`, in no order, and returns how many;
/// SIZE_MAX where memory lacks.
size_t chnsw_search(const CHNSWIndex *index, const float *row, size_t count, uint32_t *found);

void chnsw_free(CHNSWIndex *index);

#ifdef __cplusplus
}
#endif
