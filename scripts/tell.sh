# How scripts speak. Sourced, never run.
# shellcheck shell=bash

# clock prints the seconds $1 as people say them: 42 s, 3 m 07 s.
clock() {
  if [ "$1" -lt 60 ]; then
    printf '%d s' "$1"
  else
    printf '%d m %02d s' $(($1 / 60)) $(($1 % 60))
  fi
}

# refuse ends the script with a sentence.
refuse() {
  printf '%s\n' "$@" >&2
  exit 1
}
