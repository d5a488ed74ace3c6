#define _GNU_SOURCE
#include "COnnxRuntime.h"

#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef void (*Slot)(void);

typedef struct ApiBase {
  const Slot *(*get_api)(uint32_t version);
  const char *(*get_version)(void);
} ApiBase;

typedef struct Binding {
  size_t offset;
  size_t slot;
} Binding;

#define BIND(field, slot) {offsetof(OnnxRuntime, field), slot}

/// Which slot of the library's table goes to which field of ours.
static const Binding bindings[] = {
  BIND(get_error_code, 1),
  BIND(get_error_message, 2),
  BIND(create_env, 3),
  BIND(disable_telemetry, 6),
  BIND(create_session, 7),
  BIND(run, 9),
  BIND(create_session_options, 10),
  BIND(set_graph_optimization, 23),
  BIND(set_intra_op_threads, 24),
  BIND(set_inter_op_threads, 25),
  BIND(get_input_count, 30),
  BIND(get_output_count, 31),
  BIND(get_input_type, 33),
  BIND(get_output_type, 34),
  BIND(get_input_name, 36),
  BIND(get_output_name, 37),
  BIND(create_run_options, 39),
  BIND(terminate_runs, 46),
  BIND(create_tensor_over, 49),
  BIND(get_tensor_data, 51),
  BIND(cast_to_tensor_info, 55),
  BIND(get_element_type, 60),
  BIND(get_rank, 61),
  BIND(get_dimensions, 62),
  BIND(get_symbolic_dimensions, 63),
  BIND(get_tensor_info, 65),
  BIND(create_cpu_memory_info, 69),
  BIND(allocator_free, 76),
  BIND(get_default_allocator, 78),
  BIND(release_status, 93),
  BIND(release_memory_info, 94),
  BIND(release_session, 95),
  BIND(release_value, 96),
  BIND(release_run_options, 97),
  BIND(release_type, 98),
  BIND(release_tensor_info, 99),
  BIND(release_session_options, 100),
  BIND(get_available_providers, 125),
  BIND(release_available_providers, 126),
  BIND(add_config_entry, 130),
  BIND(append_cuda, 204),
  BIND(create_cuda_options, 205),
  BIND(release_cuda_options, 208),
  BIND(append_provider, 216),
};

#define BINDING_COUNT (sizeof bindings / sizeof bindings[0])

_Static_assert(BINDING_COUNT * sizeof(Slot) == sizeof(OnnxRuntime), "every field of the table has a slot");

const OnnxRuntimeLibrary *onnxruntime_open(const char *path, char *problem, size_t capacity) {
  // Later releases carry a telemetry client; it reads this before it starts.
  setenv("ORT_DISABLE_TELEMETRY", "1", 1);
  void *handle = dlopen(path, RTLD_NOW | RTLD_LOCAL);
  if (handle == NULL) {
    const char *reason = dlerror();
    snprintf(problem, capacity, "%s", reason != NULL ? reason : "it cannot be opened");
    return NULL;
  }
  const ApiBase *(*get_base)(void) = NULL;
  *(void **)&get_base = dlsym(handle, "OrtGetApiBase");
  const ApiBase *base = get_base != NULL ? get_base() : NULL;
  if (base == NULL) {
    snprintf(problem, capacity, "it is no ONNX Runtime: it has no OrtGetApiBase");
    dlclose(handle);
    return NULL;
  }
  const char *version = base->get_version();
  const Slot *slots = base->get_api(ONNXRUNTIME_TABLE_VERSION);
  if (slots == NULL) {
    snprintf(problem, capacity, "it is ONNX Runtime %s; 1.%d or newer is needed", version, ONNXRUNTIME_TABLE_VERSION);
    dlclose(handle);
    return NULL;
  }
  OnnxRuntimeLibrary *library = calloc(1, sizeof *library);
  if (library == NULL) {
    snprintf(problem, capacity, "out of memory");
    return NULL;
  }
  for (size_t i = 0; i < BINDING_COUNT; i++) {
    if (slots[bindings[i].slot] == NULL) {
      snprintf(problem, capacity, "ONNX Runtime %s lacks the function in slot %zu", version, bindings[i].slot);
      free(library);
      return NULL;
    }
    memcpy((char *)&library->table + bindings[i].offset, &slots[bindings[i].slot], sizeof(Slot));
  }
  Dl_info found;
  const char *origin = dladdr(*(void **)&get_base, &found) != 0 && found.dli_fname != NULL ? found.dli_fname : path;
  library->version = strdup(version);
  library->path = strdup(origin);
  if (library->version == NULL || library->path == NULL) {
    snprintf(problem, capacity, "out of memory");
    return NULL;
  }
  return library;
}
