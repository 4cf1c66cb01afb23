#!/usr/bin/env bash
# Shows that the rules of .golangci.yml bite: plants each line of lint-bites.txt in
# a throwaway module that has our rooms, and compares what is refused with what
# should be. Other people's packages are empty stand-ins, so this takes seconds.
set -euo pipefail
cd "$(dirname "$0")/.."
. scripts/tell.sh
table=$PWD/scripts/lint-bites.txt
linter=$PWD/bin/tools/golangci-lint

field=$(mktemp -d "${TMPDIR:-/tmp}/curfew-bites.XXXXXX")
trap 'rm -rf "$field"' EXIT
cp .golangci.yml "$field/"
cd "$field"

# package_at DIRECTORY makes sure that there is a package.
package_at() {
  mkdir -p "$1"
  [ -f "$1/doc.go" ] || echo "package planted" >"$1/doc.go"
}

# stand_in PATH makes sure that an import resolves: to a room, or to an empty module
# of that name in the workspace.
stand_in() {
  case $1 in
    github.com/curfewhq/curfew/*) package_at "${1#github.com/curfewhq/curfew/}" ;;
    *.*/*)
      if [ ! -d "stand-ins/$1" ]; then
        package_at "stand-ins/$1"
        printf 'module %s\ngo 1.26\n' "$1" >"stand-ins/$1/go.mod"
        echo "use ./stand-ins/$1" >>go.work
      fi
      ;;
  esac
}

printf 'module github.com/curfewhq/curfew\ngo 1.26\n' >go.mod
printf 'go 1.26\nuse .\n' >go.work
stand_in github.com/google/uuid
printf 'package uuid\nfunc NewString() string { return "" }\n' >stand-ins/github.com/google/uuid/doc.go

number=0
while read -r verdict room verb what; do
  number=$((number + 1))
  case $verdict in '' | '#'*) continue ;; esac
  package_at "$room"
  # A package of its own inside the room, as rooms would import each other in a
  # circle otherwise; its name leads back to the table.
  file=$room/line$number/planted.go
  mkdir -p "${file%/*}"
  if [ "$verb" = import ]; then
    stand_in "$what"
    printf 'package planted\nimport _ "%s"\n' "$what" >"$file"
  else
    case $what in
      rand.*) import=math/rand/v2 ;;
      uuid.*) import=github.com/google/uuid ;;
      *) import=${what%%.*} ;;
    esac
    printf 'package planted\nimport "%s"\nvar _ = %s\n' "$import" "$what" >"$file"
  fi
  [ "$verdict" = allowed ] || echo "$number" >>expected
done <"$table"

GOFLAGS='' GOWORK=$field/go.work "$linter" run --enable-only=depguard,forbidigo \
  --output.text.print-issued-lines=false --output.text.colors=false --show-stats=false ./... >said 2>trouble || true
sed -n 's/^[^ ]*line\([0-9]*\)\/planted.go:.*(\(depguard\|forbidigo\))$/\1/p' said | sort -un >refused || true

if grep -v 'line[0-9]*/planted\.go:.*(\(depguard\|forbidigo\))$' said >unexpected || [ -s trouble ]; then
  cat unexpected trouble >&2
  refuse "The planted code could not be read."
fi
if ! diff expected refused >difference; then
  sed -n 's/^< //p' difference | while read -r line; do
    echo "not refused: $(sed -n "${line}p" "$table")" >&2
  done
  sed -n 's/^> //p' difference | while read -r line; do
    echo "refused, and should be allowed: $(sed -n "${line}p" "$table")" >&2
  done
  refuse "The rules of .golangci.yml are not those of scripts/lint-bites.txt."
fi
echo "$(grep -c . refused) planted violations, each refused"
