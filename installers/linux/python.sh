#!/usr/bin/env bash
# Builds CPython 3.11, with a shared library, that runs on every Linux with glibc 2.28 or newer: Debian's source packages,
# compiled by the clang of the PyPI package ziglang, which brings the stubs of that glibc.
#
# usage: python.sh ARCH FOLDER      ARCH: x86_64 | aarch64; FOLDER gets the Python, made for the path /opt/xubaotong-python
# environment:
#   SOURCES        folder filled by sources.sh
#   ZIG_PYTHON     a Python with ziglang installed
#   BUILD_PYTHON   only for another machine's ARCH: a Python 3.11 that runs on this one
set -euo pipefail
arch=$1 out=$2
prefix=/opt/xubaotong-python
: "${SOURCES:?folder of the Debian sources}" "${ZIG_PYTHON:?a Python with ziglang}"
# The same folder whatever machine: configure and make write it into what they build.
work=/tmp/xubaotong-python-$arch
target=$arch-linux-gnu
export SOURCE_DATE_EPOCH=1700000000 LC_ALL=C.UTF-8
rm -rf "$work" "$out"
mkdir -p "$work/bin" "$work/dep/lib" "$work/dep/include" "$work/expat-objects"
trap 'rm -rf "$work"' EXIT

: > "$work/empty.c"
for tool in cc c++ ar ranlib; do
  options=
  case $tool in cc | c++) options="-target $target.2.28 -fno-sanitize=undefined -Wno-date-time" ;; esac
  cat > "$work/bin/$tool" <<W
#!/usr/bin/env bash
words=()
for word in "\$@"; do
  case "\$word" in
    -I/usr/* | -L/usr/* | -L/lib*) continue ;;  # the machine's own headers and libraries belong to a newer glibc
    -Wl,-hlib*) word="-Wl,-soname,\${word#-Wl,-h}" ;;  # the linker knows this spelling alone
  esac
  words+=("\$word")
done
case "\$*" in *"-o libpython3.so"*) words+=("$work/empty.c") ;; esac  # nor does it make a library of nothing
exec "$ZIG_PYTHON" -m ziglang $tool $options "\${words[@]}"
W
  chmod 755 "$work/bin/$tool"
done
export CC=$work/bin/cc CXX=$work/bin/c++ AR=$work/bin/ar RANLIB=$work/bin/ranlib
export ZIG_LOCAL_CACHE_DIR=$work/cache ZIG_GLOBAL_CACHE_DIR=$work/cache

for package in python3.11 zlib libffi expat; do
  dpkg-source --no-check -x "$SOURCES/$package"_*.dsc "$work/$package" > /dev/null
done
quietly() { "$@" > "$work/log" 2>&1 || { tail -30 "$work/log" >&2; return 1; }; }

(cd "$work/zlib" && CFLAGS="-O2 -fPIC" CHOST=$target quietly ./configure --static && quietly make -j2 libz.a \
  && cp libz.a "$work/dep/lib" && cp zlib.h zconf.h "$work/dep/include")
(cd "$work/libffi" && CFLAGS="-O2 -fPIC" quietly ./configure --host="$target" --build="$(uname -m)-linux-gnu" \
  --prefix="$work/dep" --libdir="$work/dep/lib" --disable-shared --with-pic --disable-docs \
  --disable-multi-os-directory --disable-exec-static-tramp && quietly make -j2 && quietly make install)
(cd "$work/expat-objects" && : > expat_config.h  # its tree has no ./configure
  sources=$work/expat/expat/lib
  for part in xmlparse xmltok xmlrole; do
    "$CC" -O2 -fPIC -fvisibility=hidden -DXML_CONTEXT_BYTES=1024 -DXML_DTD -DXML_NS -DXML_DEV_URANDOM \
      -DBYTEORDER=1234 -DXML_GE=1 -I. -I"$sources" -c "$sources/$part.c"
  done
  "$AR" rcs "$work/dep/lib/libexpat.a" ./*.o && cp "$sources"/expat*.h "$work/dep/include")

mkdir "$work/build" && cd "$work/build"
export CPPFLAGS="-I$work/dep/include" LDFLAGS="-L$work/dep/lib" PKG_CONFIG=false
export LIBFFI_CFLAGS=$CPPFLAGS LIBFFI_LIBS="$LDFLAGS -lffi" ZLIB_CFLAGS=$CPPFLAGS ZLIB_LIBS="$LDFLAGS -lz"
cross=()
if [ "$arch" != "$(uname -m)" ]; then
  cross=(--with-build-python="${BUILD_PYTHON:?a Python 3.11 of this machine}" READELF=$(command -v readelf)
    ac_cv_file__dev_ptmx=yes ac_cv_file__dev_ptc=no ac_cv_buggy_getaddrinfo=no)
fi
quietly "$work/python3.11/configure" --host="$target" --build="$(uname -m)-linux-gnu" --prefix=$prefix --enable-shared \
  --without-ensurepip --disable-test-modules --with-system-expat "${cross[@]}" CFLAGS="-O2 -fPIC -g0"
quietly make -j2
for file in build/lib.*/_sysconfigdata__linux_*.py; do  # Debian's Makefile wants the short name
  [ ! -f "$file" ] || cp "$file" "${file/__linux_/__}"
done
quietly make install DESTDIR="$work/root"
# Debian's pyexpat reaches into the core, which its own build does not allow for here; PyInstaller reads with it.
"$CC" -fPIC -O2 -g0 -shared -DPy_BUILD_CORE_MODULE -I"$work/root$prefix/include/python3.11" \
  -I"$work/python3.11/Include/internal" -I"$work/dep/include" -L"$work/dep/lib" \
  -o "$work/root$prefix/lib/python3.11/lib-dynload/pyexpat.cpython-311-$target.so" \
  "$work/python3.11/Modules/pyexpat.c" -lexpat
ln -sfn site-packages "$work/root$prefix/lib/python3.11/dist-packages"  # where Debian's site.py looks
rm -rf "$work/root$prefix/lib/python3.11/test" "$work/root$prefix/lib/python3.11"/config-*
mkdir -p "$(dirname "$out")" && mv "$work/root$prefix" "$out"
