#include "CLocaleData.h"

#include <stdint.h>

void codeframe_has_no_locale_data(void) {}

// Foundation comes with ICU's data of all languages and regions of the world: 34 MB, a third of the program. Codeframe asks for none of it: its
// numbers, times and sentences are the same everywhere. So a release defines the data itself, as ICU's own "stubdata" does: an archive without
// entries. What ICU needs for normal forms and characters is code, and stays. Where Swift brings another version of ICU the name differs, and
// the program is as large as it would be without this.
#if defined(CODEFRAME_WITHOUT_LOCALES) && defined(__linux__)
struct archive {
  uint16_t header_size;
  uint8_t magic[2];
  uint16_t info_size, reserved;
  uint8_t is_big_endian, charset, char_size, padding;
  uint8_t format[4], format_version[4], data_version[4];
  uint8_t filler[8];
  uint32_t count, reserved_too;
  uint32_t entry[4];
};

const struct archive icudt76_dat __attribute__((aligned(16))) = {
    .header_size = 32,
    .magic = {0xda, 0x27},
    .info_size = 20,
    .is_big_endian = 0,
    .charset = 0,
    .char_size = 2,
    .format = {'T', 'o', 'C', 'P'},
    .format_version = {1, 0, 0, 0},
};
#endif
