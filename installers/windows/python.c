/* python.exe for a CPython whose DLL came out of a wheel: the official one does no more than this. */
#include <windows.h>
typedef int (*main_t)(int, wchar_t **);
int wmain(int argc, wchar_t **argv) {
    HMODULE core = LoadLibraryW(L"python313.dll");
    main_t run = core ? (main_t)(void *)GetProcAddress(core, "Py_Main") : 0;
    return run ? run(argc, argv) : 9009;
}
