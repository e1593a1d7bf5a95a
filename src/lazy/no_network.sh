#!/bin/sh
# no_network.sh FOLDER [CC]: makes a stand-in for libcurl in FOLDER, which the command looks through first.
#
# PROJ is linked with libcurl to fetch grids from the network, which ringmap never lets it do. libcurl brings 23 libraries (TLS,
# LDAP, Kerberos, SSH) into the process, and half of its start. The stand-in has the functions that PROJ names; each answers that
# there is nothing. Without the stand-in, or with a PROJ that wants another, the system's libcurl is loaded as ever.
set -eu
folder=$1
cc=${2:-cc}
proj=$($cc -print-file-name=libproj.so)
name=$(objdump -p "$proj" | sed -n 's/^ *NEEDED *\(libcurl.*\)/\1/p')
mkdir -p "$folder"
[ -n "$name" ] || exit 0
functions=$(nm -D --with-symbol-versions "$proj" | sed -n 's/.* U \(curl_[a-z_]*\)@.*/\1/p')
version=$(nm -D --with-symbol-versions "$proj" | sed -n 's/.* U curl_[a-z_]*@\(.*\)/\1/p' | sort -u)
{
    for function in $functions; do
        echo "void *$function(void); void *$function(void) { return 0; }"
    done
} >"$folder/no_network.c"
echo "$version { global: curl_*; local: *; };" >"$folder/no_network.map"
$cc -shared -fPIC -O2 -Wl,-soname,"$name" -Wl,--version-script="$folder/no_network.map" -o "$folder/$name" "$folder/no_network.c"
rm "$folder/no_network.c" "$folder/no_network.map"
