#!/bin/sh
# deploy.sh STACK [SECONDS]: updates the stack; a new version of the function gets a tenth of the requests, then half, then all, each after so many seconds without an alarm.
set -eu
stack=$1
pause=${2:-600}

# update LIVE NEXT SHARE
update() {
  pulumi up --stack "$stack" --yes --skip-preview --config "live=$1" --config "next=$2" --config "share=$3"
}

live=$(pulumi stack output --stack "$stack" liveVersion 2> /dev/null || true)
update "$live" "" 0
next=$(pulumi stack output --stack "$stack" newestVersion)
if [ -z "$live" ] || [ "$next" = "$live" ]; then exit 0; fi

for share in 0.1 0.5; do
  update "$live" "$next" "$share"
  sleep "$pause"
  alarms=$(pulumi stack output --stack "$stack" --json alarmNames)
  on=$(aws cloudwatch describe-alarms --cli-input-json "{\"AlarmNames\": $alarms, \"StateValue\": \"ALARM\"}" --query "MetricAlarms[].AlarmName" --output text)
  if [ -n "$on" ]; then
    update "$live" "" 0
    echo "Version $next had $share of the requests when this alarm went off: $on. Version $live answers all of them again." >&2
    exit 1
  fi
done
update "$next" "" 0
