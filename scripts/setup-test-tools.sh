#!/bin/sh
# Installs what the tests need beside npm packages, from Debian's or Ubuntu's own archive, and says what:
#   chromium (browser tests), qpdf, poppler-utils, mupdf-tools, ghostscript (independent readers of our PDFs),
#   openssh-server (letters by SFTP), fonts-liberation (text in the browser),
#   postfix, dovecot, opendkim (independent mail servers, and a checker of signatures), kannel (an independent SMPP client).
# As root, or with password-less sudo, they are installed as usual. Without either they are unpacked into .tools/ of this
# checkout, where scripts/test.ts finds them; those of the last line cannot run without root, and their tests then say that they are skipped.
set -eu
cd "$(dirname "$0")/.."

needed=""
need() { command -v "$1" >/dev/null 2>&1 || [ -x ".tools/bin/$1" ] || [ -x "/usr/sbin/$1" ] || needed="$needed $2"; }
# Ubuntu's package chromium only points to a snap, which machines without a desktop session cannot run.
if [ -n "${CHROMIUM:-}" ]; then echo "test tools: the browser is $CHROMIUM" >&2
elif grep -qi '^ID=ubuntu' /etc/os-release 2>/dev/null && ! command -v chromium >/dev/null 2>&1; then
  echo "test tools: Ubuntu has no Chromium package; install a browser and set CHROMIUM=/path/to/it for the browser tests" >&2
else need chromium chromium
fi
need qpdf qpdf
need pdftotext poppler-utils
need mutool mupdf-tools
need gs ghostscript
need fc-list fontconfig
need ssh-keygen openssh-client
fc-list 2>/dev/null | grep -qi liberation || [ -d .tools/root/usr/share/fonts ] || needed="$needed fonts-liberation"
if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then
  need postfix postfix
  need bearerbox kannel
  need dovecot dovecot-imapd
  need opendkim opendkim
fi
# Where systemd runs, an SSH server that is installed begins to listen. On somebody's own machine it is only unpacked, for the tests start their own.
unpacked=""
if [ "$(id -u)" = 0 ] && [ ! -d /run/systemd/system ]; then need sshd openssh-server
elif [ ! -x /usr/sbin/sshd ] && [ ! -x .tools/bin/sshd ]; then unpacked=" openssh-server"
fi
if [ -z "$needed$unpacked" ]; then echo "test tools: all there" >&2; exit 0; fi

export DEBIAN_FRONTEND=noninteractive
if [ -n "$needed" ] && { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }; then
  as_root=""; [ "$(id -u)" = 0 ] || as_root="sudo -n -E"
  echo "test tools: installing with apt-get:$needed" >&2
  $as_root apt-get update -qq >&2
  # shellcheck disable=SC2086
  $as_root apt-get install -y -qq --no-install-recommends $needed >&2
  needed=""
fi
needed="$needed$unpacked"
[ -n "$needed" ] || exit 0

echo "test tools: unpacking into .tools/:$needed" >&2
tools="$PWD/.tools"
mkdir -p "$tools/apt/lists/partial" "$tools/apt/cache/archives/partial" "$tools/debs" "$tools/root"
apt="-o Dir::State::lists=$tools/apt/lists -o Dir::Cache=$tools/apt/cache -o Debug::NoLocking=1"
# shellcheck disable=SC2086
apt-get $apt update -qq >&2
# The simulation lists every package that is not installed yet, dependencies included.
# shellcheck disable=SC2086
packages=$(apt-get $apt install -s --no-install-recommends $needed | sed -n 's/^Inst \([^ ]*\).*/\1/p')
# shellcheck disable=SC2086
(cd "$tools/debs" && apt-get $apt download -qq $packages >&2)
for deb in "$tools"/debs/*.deb; do dpkg -x "$deb" "$tools/root"; done
rm -rf "$tools/debs" "$tools/apt"

# Each tool gets a starter that finds its libraries, so that nothing else on the machine sees them.
mkdir -p "$tools/bin"
libraries=$(find "$tools/root" -type d \( -path '*/lib/*-linux-gnu*' -o -path '*/usr/lib/chromium' \) | tr '\n' ':')
# Fontconfig's own configuration names folders of the machine, where nothing was installed.
printf '<?xml version="1.0"?>\n<fontconfig><dir>%s</dir><cachedir>%s</cachedir></fontconfig>\n' \
  "$tools/root/usr/share/fonts" "$tools/fontcache" >"$tools/fonts.conf"
# Ghostscript looks for its own PostScript where it was built for, unless it is told.
ghostscript=$(find "$tools/root/usr/share/ghostscript" -type d \( -name Init -o -name lib -o -name iccprofiles \) 2>/dev/null | tr '\n' ':')
for tool in chromium qpdf pdftotext pdfinfo pdftoppm pdffonts mutool gs fc-list sshd ssh-keygen; do
  program=""
  for place in usr/bin usr/sbin usr/lib/chromium; do [ -x "$tools/root/$place/$tool" ] && program="$tools/root/$place/$tool"; done
  [ -n "$program" ] || continue
  printf '#!/bin/sh\nLD_LIBRARY_PATH="%s" FONTCONFIG_FILE="%s" GS_LIB="%s" exec "%s" "$@"\n' "$libraries" "$tools/fonts.conf" "$ghostscript" "$program" >"$tools/bin/$tool"
  chmod +x "$tools/bin/$tool"
done
