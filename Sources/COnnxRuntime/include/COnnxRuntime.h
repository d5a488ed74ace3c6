/// ONNX Runtime's C table, opened at run time.
///
/// The library exports one function, OrtGetApiBase. It leads to a table of function pointers that only grows at
/// its end, so slot numbers are stable. This header declares, typed, the slots that Codeframe calls; no header of
/// ONNX Runtime is needed to build. A C target, because Swift cannot give a type to a slot of a foreign table
/// without repeating every slot before it.
#ifndef CONNXRUNTIME_H
#define CONNXRUNTIME_H

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The version of the table that is asked for: ONNX Runtime 1.17 and every release after it has it.
#define ONNXRUNTIME_TABLE_VERSION 17

typedef struct OrtStatus OrtStatus;
typedef struct OrtEnv OrtEnv;
typedef struct OrtSession OrtSession;
typedef struct OrtSessionOptions OrtSessionOptions;
typedef struct OrtRunOptions OrtRunOptions;
typedef struct OrtValue OrtValue;
typedef struct OrtMemoryInfo OrtMemoryInfo;
typedef struct OrtAllocator OrtAllocator;
typedef struct OrtTypeInfo OrtTypeInfo;
typedef struct OrtTensorInfo OrtTensorInfo;
typedef struct OrtCUDAOptions OrtCUDAOptions;

/// NULL is success; anything else is owned by the caller and goes to release_status.
typedef OrtStatus *_Nullable OrtResult;

/// The slots that are used. Every pointer is set in a table that onnxruntime_open returned.
///
/// Ownership: what a `create_` function or a `get_` function with an `out` of a non-const type writes is owned by
/// the caller and goes to the matching `release_` function, once; exceptions stand at the field. Threads: the
/// functions are re-entrant; a handle may be used by one thread at a time, but `run` on one session by several.
typedef struct OnnxRuntime {
  int (*get_error_code)(const OrtStatus *status);
  /// The text lives as long as the status.
  const char *_Nonnull (*_Nonnull get_error_message)(const OrtStatus *status);
  void (*release_status)(OrtStatus *status);

  OrtResult (*_Nonnull create_env)(int log_level, const char *name, OrtEnv *_Nullable *_Nonnull out);
  OrtResult (*_Nonnull disable_telemetry)(const OrtEnv *env);
  OrtResult (*_Nonnull get_available_providers)(char *_Nullable *_Nullable *_Nonnull out, int *count);
  OrtResult (*_Nonnull release_available_providers)(char *_Nullable *_Nonnull names, int count);

  OrtResult (*_Nonnull create_session_options)(OrtSessionOptions *_Nullable *_Nonnull out);
  OrtResult (*_Nonnull set_graph_optimization)(OrtSessionOptions *options, int level);
  OrtResult (*_Nonnull set_intra_op_threads)(OrtSessionOptions *options, int count);
  OrtResult (*_Nonnull set_inter_op_threads)(OrtSessionOptions *options, int count);
  OrtResult (*_Nonnull add_config_entry)(OrtSessionOptions *options, const char *key, const char *value);
  OrtResult (*_Nonnull append_provider)(
    OrtSessionOptions *options, const char *name, const char *_Nonnull const *_Nullable keys,
    const char *_Nonnull const *_Nullable values, size_t count);
  OrtResult (*_Nonnull append_cuda)(OrtSessionOptions *options, const OrtCUDAOptions *cuda);
  OrtResult (*_Nonnull create_cuda_options)(OrtCUDAOptions *_Nullable *_Nonnull out);
  void (*release_cuda_options)(OrtCUDAOptions *cuda);
  void (*release_session_options)(OrtSessionOptions *options);

  /// The options may be released as soon as this returns.
  OrtResult (*_Nonnull create_session)(
    const OrtEnv *env, const char *path, const OrtSessionOptions *options, OrtSession *_Nullable *_Nonnull out);
  OrtResult (*_Nonnull get_input_count)(const OrtSession *session, size_t *out);
  OrtResult (*_Nonnull get_output_count)(const OrtSession *session, size_t *out);
  OrtResult (*_Nonnull get_input_type)(const OrtSession *session, size_t index, OrtTypeInfo *_Nullable *_Nonnull out);
  OrtResult (*_Nonnull get_output_type)(const OrtSession *session, size_t index, OrtTypeInfo *_Nullable *_Nonnull out);
  /// The name goes back to the same allocator by allocator_free.
  OrtResult (*_Nonnull get_input_name)(
    const OrtSession *session, size_t index, OrtAllocator *allocator, char *_Nullable *_Nonnull out);
  OrtResult (*_Nonnull get_output_name)(
    const OrtSession *session, size_t index, OrtAllocator *allocator, char *_Nullable *_Nonnull out);
  void (*release_session)(OrtSession *session);

  /// Owned by the library; lives as long as the process; may be used by any thread.
  OrtResult (*_Nonnull get_default_allocator)(OrtAllocator *_Nullable *_Nonnull out);
  OrtResult (*_Nonnull allocator_free)(OrtAllocator *allocator, void *memory);

  /// Borrowed from the type; NULL where the type is no tensor.
  OrtResult (*_Nonnull cast_to_tensor_info)(
    const OrtTypeInfo *type, const OrtTensorInfo *_Nullable *_Nonnull out);
  OrtResult (*_Nonnull get_element_type)(const OrtTensorInfo *info, int *out);
  OrtResult (*_Nonnull get_rank)(const OrtTensorInfo *info, size_t *out);
  /// A dimension that is not fixed is -1.
  OrtResult (*_Nonnull get_dimensions)(const OrtTensorInfo *info, int64_t *out, size_t rank);
  /// The names are borrowed from the info; "" where a dimension has none.
  OrtResult (*_Nonnull get_symbolic_dimensions)(
    const OrtTensorInfo *info, const char *_Nullable *_Nonnull out, size_t rank);
  void (*release_type)(OrtTypeInfo *type);
  void (*release_tensor_info)(OrtTensorInfo *info);

  OrtResult (*_Nonnull create_cpu_memory_info)(
    int allocator_type, int memory_type, OrtMemoryInfo *_Nullable *_Nonnull out);
  void (*release_memory_info)(OrtMemoryInfo *info);
  /// The value borrows `data`, which must outlive it and is only read when the value is an input.
  OrtResult (*_Nonnull create_tensor_over)(
    const OrtMemoryInfo *info, void *data, size_t bytes, const int64_t *shape, size_t rank, int element_type,
    OrtValue *_Nullable *_Nonnull out);
  OrtResult (*_Nonnull get_tensor_info)(const OrtValue *value, OrtTensorInfo *_Nullable *_Nonnull out);
  /// Borrowed from the value.
  OrtResult (*_Nonnull get_tensor_data)(OrtValue *value, void *_Nullable *_Nonnull out);
  void (*release_value)(OrtValue *value);

  OrtResult (*_Nonnull create_run_options)(OrtRunOptions *_Nullable *_Nonnull out);
  /// Makes a run that was given the options end with an error between two operators; any thread may call it.
  OrtResult (*_Nonnull terminate_runs)(OrtRunOptions *options);
  void (*release_run_options)(OrtRunOptions *options);

  /// No name and no input may be NULL. An entry of `outputs` that is NULL before is owned by the caller after.
  OrtResult (*_Nonnull run)(
    OrtSession *session, const OrtRunOptions *_Nullable options, const char *_Nullable const *_Nonnull input_names,
    const OrtValue *_Nullable const *_Nonnull inputs, size_t input_count,
    const char *_Nullable const *_Nonnull output_names, size_t output_count,
    OrtValue *_Nullable *_Nonnull outputs);
} OnnxRuntime;

/// A library that was opened. Immutable; lives as long as the process, as the library's threads may.
typedef struct OnnxRuntimeLibrary {
  OnnxRuntime table;
  /// The release, such as "1.23.2".
  const char *version;
  /// The file that the linker loaded.
  const char *path;
} OnnxRuntimeLibrary;

/// Opens the library at `path`, or by the linker's own search where `path` is a bare file name.
///
/// Returns NULL where it cannot, with the reason in `problem`, cut to `capacity` bytes with the closing zero.
const OnnxRuntimeLibrary *_Nullable onnxruntime_open(const char *path, char *problem, size_t capacity);

#pragma clang assume_nonnull end

#endif
