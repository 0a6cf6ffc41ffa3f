#!/usr/bin/env bash
# Shows that a bare Debian 12 can clone, ./run.sh and ./test.sh: builds a minimal root file system, puts the committed
# tree into it and runs the given commands there, twice each, with their times. Needs root and debootstrap.
#   tests/bare/run.sh                            ./run.sh and ./test.sh as root
#   tests/bare/run.sh ./run.sh                   only that command
#   tests/bare/run.sh --user './test.sh --quick' as a user with sudo
# Environment: SOSIE_BARE_DIR is where the root file system is made (default: a fresh folder in TMPDIR, removed at the end).
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
as_user=
if [ "${1:-}" = --user ]; then
  as_user=1
  shift
fi
[ $# -gt 0 ] || set -- ./run.sh ./test.sh

say() { printf '== bare: %s\n' "$*"; }

# The Debian mirror that apt uses here, or nothing for debootstrap's own default.
# shellcheck disable=SC2016 # apt expands it
mirror() { apt-get indextargets --format '$(REPO_URI)' 'Codename: bookworm' 'Created-By: Packages' 2>/dev/null | head -n 1; }

make_root() {
  say "debootstrap into $root"
  local url
  url=$(mirror)
  debootstrap --variant=minbase bookworm "$root" ${url:+"$url"} >"$root.log" 2>&1 || {
    tail -n 20 "$root.log"
    exit 1
  }
  # The same way out to the network as this machine: name resolution, proxy, Debian's own sources.
  cp /etc/resolv.conf /etc/hosts "$root/etc/"
  local file
  for file in /etc/apt/apt.conf /etc/apt/apt.conf.d/*; do
    if [ -f "$file" ] && grep -qiE 'proxy|Acquire' "$file"; then cp "$file" "$root/etc/apt/apt.conf.d/"; fi
  done
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/*; do
    # These name the whole of Debian, the security suite included: the list that debootstrap wrote is not needed then.
    if [ -f "$file" ] && grep -q debian-security "$file"; then
      cp "$file" "$root/etc/apt/sources.list.d/" && rm -f "$root/etc/apt/sources.list"
    fi
  done
}

copy_tree() {
  mkdir -p "$root/home/sosie"
  git -C "$top" archive HEAD | tar -x -C "$root/home/sosie"
  if [ -n "$as_user" ]; then
    inside root "apt-get update -q && apt-get install -q -y --no-install-recommends sudo" >/dev/null
    inside root "useradd -d /home/sosie user && chown -R user /home/sosie &&
      echo 'user ALL=(ALL) NOPASSWD: ALL' >/etc/sudoers.d/user"
  fi
}

# inside USER COMMAND: runs it in the root file system, with a /proc of its own; its mounts end with it.
inside() {
  # shellcheck disable=SC2016 # the inner shell expands it
  unshare --mount --pid --fork sh -c '
    mount -t proc proc "$1/proc" && exec chroot "$1" env -i PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin \
      HOME=/home/sosie LANG=C.UTF-8 su -s /bin/bash "$2" -c "cd /home/sosie && $3"' sh "$root" "$1" "$2"
}

timed() {
  local begin=$SECONDS status=0
  inside "$([ -n "$as_user" ] && echo user || echo root)" "$1" || status=$?
  times+=("$(printf '%6ds  exit %d  %s' $((SECONDS - begin)) "$status" "$1")")
  [ "$status" -eq 0 ] || failed=1
}

if [ -n "${SOSIE_BARE_DIR:-}" ]; then
  root=$SOSIE_BARE_DIR
else
  root=$(mktemp -d)/bookworm
  trap 'rm -rf "$(dirname "$root")"' EXIT
fi
times=()
failed=0
[ -x "$root/usr/bin/apt-get" ] || make_root
rm -rf "$root/home/sosie"
copy_tree
for command in "$@"; do
  say "$command"
  timed "$command"
  say "$command, a second time"
  timed "$command"
done
printf '%s\n' "${times[@]}"
exit "$failed"
