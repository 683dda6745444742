#!/bin/sh
# SPDX-License-Identifier: MIT
#
# Installs what Bringup needs on Debian 12 or Ubuntu 22.04 and later.
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

# What the package manager would do under its own locale and questions.
export LC_ALL=C DEBIAN_FRONTEND=noninteractive

instructor=
for arg in "$@"; do
    case $arg in
    --instructor) instructor=1 ;;
    -h | --help) sed -n '4,12s/^# \{0,1\}//p' "$0"; exit 0 ;;
    *) printf 'setup: unknown option %s; there is --instructor\n' "$arg" >&2; exit 2 ;;
    esac
done

command -v dpkg-query >/dev/null && command -v apt-get >/dev/null ||
    fail "this is not Debian or Ubuntu (no apt-get); README.md lists what to install by hand"

# The four packages of the course, then what a bare system lacks to use them.
packages="qemu-system-arm libcmocka-dev python3 make gcc libc6-dev"
case $(uname -m) in
aarch64 | arm64) ;;
*) packages="gcc-aarch64-linux-gnu $packages" ;;
esac
[ -z "$instructor" ] || packages="$packages gdb-multiarch qemu-utils"

installed() { [ "$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

missing=
for package in $packages; do
    installed "$package" || missing="$missing $package"
done
# Python reads TOML by itself from 3.11 on; before that the package tomli does.
if installed python3 && ! python3 -c 'import tomllib' 2>/dev/null && ! python3 -c 'import tomli' 2>/dev/null; then
    missing="$missing python3-tomli"
fi

if [ -n "$missing" ]; then
    if [ "$(id -u)" -eq 0 ]; then
        root=
    elif command -v sudo >/dev/null; then
        root=sudo
    else
        fail "missing:$missing. Installing them needs root: run this as root, or install sudo"
    fi
    say "installing:$missing"
    $root apt-get -q update || fail "apt-get update failed: is the network up?"
    # shellcheck disable=SC2086 # the lists are words
    $root apt-get -q -y --no-install-recommends install $missing ||
        fail "apt-get could not install:$missing"
    if ! python3 -c 'import tomllib' 2>/dev/null && ! python3 -c 'import tomli' 2>/dev/null; then
        $root apt-get -q -y --no-install-recommends install python3-tomli ||
            fail "apt-get could not install python3-tomli"
    fi
fi

prefix=${CROSS_COMPILE-aarch64-linux-gnu-}
case $(uname -m) in aarch64 | arm64) prefix=${CROSS_COMPILE-} ;; esac
for tool in "${prefix}gcc" "${prefix}ld" qemu-system-aarch64 python3 make gcc; do
    command -v "$tool" >/dev/null || fail "$tool is still not there"
done
say "all there: $("${prefix}gcc" --version | sed 1q)"
say "           $(qemu-system-aarch64 --version | sed 1q), $(python3 --version)"
