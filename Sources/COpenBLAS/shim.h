#ifndef CODEFRAME_COPENBLAS_SHIM_H
#define CODEFRAME_COPENBLAS_SHIM_H

#include <cblas.h>

/* OpenBLAS carries LAPACK but its header declares none of it. The pointers are not const, as in
   Accelerate's CLAPACK, so that one Swift call serves both. */

/* Eigenvalues (ascending) and eigenvectors of a symmetric matrix. */
void dsyevd_(char *jobz, char *uplo, int *n, double *a, int *lda, double *w, double *work, int *lwork,
             int *iwork, int *liwork, int *info);

/* Cholesky factor of a symmetric positive definite matrix, and the solution of a system by it. */
void dpotrf_(char *uplo, int *n, double *a, int *lda, int *info);
void dpotrs_(char *uplo, int *n, int *nrhs, double *a, int *lda, double *b, int *ldb, int *info);

#endif
