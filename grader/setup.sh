#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Installs what Bringup needs on Debian 12 and later, and on Ubuntu
# where QEMU is 7.1 or later (24.04 has 8.2; the 6.2 of 22.04 is refused).
#
#   sh grader/setup.sh                what a student needs
#   sh grader/setup.sh --instructor   and what staff need
#
# As root, or as a user who may use sudo. Packages that are there already are
# left alone; when nothing is missing, the package manager is not called.
# Exit status: 0 all is there, 2 wrong use, 3 it could not be installed.
set -eu

say() { printf 'setup: %s\n' "$*"; }
fail() { printf 'setup: %s\n' "$*" >&2; exit 3; }

# One language for the messages. Questions are turned off for apt-get below.
export LC_ALL=C

instructor=
for arg in "$@"; do
    case $arg in
    --instructor) instructor=1 ;;
    -h | --help) sed -n '4,13s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) printf 'setup: unknown option %s; there is --instructor\n' "$arg" >&2; exit 2 ;;
    esac
done

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    fail "this is not Debian or Ubuntu (no apt-get); README.md lists what to install by hand"
fi

# The four packages of the course, then what a bare system lacks to use them.
packages="qemu-system-arm libcmocka-dev python3 make gcc libc6-dev"
case $(uname -m) in
aarch64 | arm64) ;;
*) packages="gcc-aarch64-linux-gnu $packages" ;;
esac
[ -z "$instructor" ] || packages="$packages gdb-multiarch qemu-utils bubblewrap git similarity-tester"

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing=
for package in $packages; do
    installed "$package" || missing="$missing $package"
done
# Python reads TOML by itself from 3.11 on; before that the package tomli does it.
lacks_toml() {
    command -v python3 >/dev/null &&
        ! python3 -c 'import tomllib' 2>/dev/null && ! python3 -c 'import tomli' 2>/dev/null
}
if lacks_toml; then missing="$missing python3-tomli"; fi

# Through sudo a variable must be on the command line to arrive.
apt() { ${root:+"$root"} env DEBIAN_FRONTEND=noninteractive LC_ALL=C apt-get -q "$@"; }

# install_packages PACKAGE...: fetch and install these, and nothing they only recommend.
install_packages() {
    say "installing: $*"
    apt -y --no-install-recommends install "$@" || fail "apt-get could not install: $*"
}

if [ -n "$missing" ]; then
    if [ "$(id -u)" -eq 0 ]; then
        root=
    elif command -v sudo >/dev/null; then
        root=sudo
    else
        fail "missing:$missing. Installing them needs root: run this as root, or install sudo"
    fi
    say "missing:$missing"
    apt update || fail "apt-get update failed: is the network up?"
    # shellcheck disable=SC2086 # the list is words
    install_packages $missing
    # The python3 that has just come may be an older one.
    if lacks_toml; then install_packages python3-tomli; fi
else
    say "nothing is missing"
fi

prefix=${CROSS_COMPILE-aarch64-linux-gnu-}
case $(uname -m) in aarch64 | arm64) prefix=${CROSS_COMPILE-} ;; esac
for tool in "${prefix}gcc" "${prefix}ld" qemu-system-aarch64 python3 make gcc; do
    command -v "$tool" >/dev/null || fail "$tool is still not there"
done
python3 -c 'import sys; sys.exit(sys.version_info < (3, 10))' ||
    fail "$(python3 --version) is too old: Bringup needs 3.10 or later"
case $(qemu-system-aarch64 -M virt,help 2>&1) in
*dtb-randomness*) ;;
*) fail "$(qemu-system-aarch64 --version | sed 1q) is too old: Bringup needs 7.1 or later" ;;
esac
say "all there: $("${prefix}gcc" --version | sed 1q)"
say "           $(qemu-system-aarch64 --version | sed 1q), $(python3 --version)"
