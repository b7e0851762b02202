#!/usr/bin/env bash
# contract.sh BASE HEAD: what changes for callers between two folders of OpenAPI documents, in Markdown.
# Exit status 1 if a change can break a caller, 2 if the documents cannot be compared.
set -uo pipefail
base=$1 head=$2
oasdiff() { go run github.com/oasdiff/oasdiff@v1.37.0 "$@"; }

status=0
echo "## What changes for callers"
for name in $({ ls "$base"; ls "$head"; } | sort -u); do
  echo
  echo "### ${name%.json}"
  echo
  if [ ! -f "$base/$name" ]; then
    echo "A new API."
  elif [ ! -f "$head/$name" ]; then
    echo "**The API is removed.**"
    status=1
  elif changes=$(oasdiff changelog --format markdown "$base/$name" "$head/$name" | sed 1d) && oasdiff breaking --fail-on ERR "$base/$name" "$head/$name" > /dev/null; then
    echo "${changes:-Nothing.}"
  elif [ -n "${changes:-}" ]; then
    echo "$changes"
    status=1
  else
    exit 2
  fi
done
exit "$status"
