#pragma once

#include <stddef.h>

/// The products of rows with rows, each entry summed in one order that depends on `columns` alone.
///
/// out[r * out_stride + o] = sum over k of rows[r * columns + k] * others[o * columns + k]
///
/// Eight partial sums take every eighth product and are added as a tree. Neither the processor, nor the number of rows, nor a
/// row's place among them changes a bit: BLAS promises none of this, since its kernels treat the last rows of a block in
/// another way than the first. In C for `target_clones`, which Swift has not.
void cproducts_rows(
    const float *rows, size_t count, const float *others, size_t other_count, size_t columns, float *out,
    size_t out_stride);

/// C = A B, or A transposed times B, each entry summed over the inner side in its order, on every processor.
///
/// out[i * n + j] = sum over p of a[i * a_row + p * a_inner] * b[p * n + j], for m x n entries and p < k. A row-major A of
/// m x k has a_row = k and a_inner = 1; the transpose of a row-major k x m has a_row = 1 and a_inner = m.
void cproducts_multiply(
    const float *a, size_t a_row, size_t a_inner, const float *b, float *out, size_t m, size_t n, size_t k,
    size_t out_stride);
