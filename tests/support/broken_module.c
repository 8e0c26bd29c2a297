/* A PKCS#11 module that fails as vendors' modules do; -D BODY=… says how C_Initialize does it. */
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

typedef struct {
    unsigned char version[2];
    unsigned long (*initialize)(void *);
    void *others[67];
} FunctionList;

static unsigned long initialize(void *arguments) {
    (void)arguments;
    BODY;
    return 5; /* CKR_GENERAL_ERROR */
}

static FunctionList functions = {{2, 20}, initialize, {0}};

unsigned long C_GetFunctionList(FunctionList **list) {
    *list = &functions;
    return 0;
}
