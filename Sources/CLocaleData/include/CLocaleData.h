#ifndef CLOCALEDATA_H
#define CLOCALEDATA_H

/// Nothing is called here; see CLocaleData.c.
void codeframe_has_no_locale_data(void);

#endif
