/**
 * The one program of an instance. What differs between instances stands in `facts.json`; this text is the same everywhere,
 * and has no brace behind a dollar sign, which Terraform would take for its own.
 */
export const hostScript = String.raw`#!/bin/bash
# host release | credentials | mend | stop | hook CONTINUE|ABANDON WHY
set -euo pipefail
umask 077
programs=/opt/slipway
state=/run/slipway
metadata=http://169.254.169.254/latest
log=/var/log/slipway/host.log

say() { echo "$(date --utc +%FT%TZ) slipway: $*" | tee --append "$log" >&2; }

fail() {
  say "$*"
  echo "$*" >"$state/reason"
  exit 1
}

# attempt WHY COMMAND...: what the command prints, or the end with the last line of its complaint
attempt() {
  local why=$1
  shift
  "$@" 2>"$state/complaint" || fail "$why: $(tail --lines=1 "$state/complaint")"
}

fact() { jq --raw-output "$1" "$programs/facts.json"; }

instance_metadata() {
  local token
  token=$(curl --silent --show-error --fail --retry 5 --max-time 5 --request PUT \
    --header "x-aws-ec2-metadata-token-ttl-seconds: 60" "$metadata/api/token")
  curl --silent --show-error --fail --retry 5 --max-time 5 --header @- "$metadata/meta-data/$1" \
    <<<"X-aws-ec2-metadata-token: $token"
}

compose() {
  docker compose --project-directory "$programs" --file "$programs/docker-compose.production.yml" \
    --env-file "$state/.env" "$@"
}

mount_volumes() {
  local name file_system access_point folder
  while IFS=$'\t' read -r name file_system access_point; do
    folder=$state/volumes/$name
    mountpoint --quiet "$folder" && continue
    mkdir --parents "$folder"
    # Without the lock, which the helper's proxy would keep.
    if ! mount -t efs -o "tls,iam,accesspoint=$access_point" "$file_system:/" "$folder" \
      2>"$state/complaint" 9>&-; then
      rmdir "$folder"
      fail "volume $name cannot be mounted: $(tail --lines=1 "$state/complaint")"
    fi
  done < <(fact '.volumes[] | [.name, .fileSystemId, .accessPointId] | @tsv')
}

# Each container sees its own role's credentials alone, and as the only user that it runs as.
take_credentials() {
  local service role folder
  while IFS=$'\t' read -r service role; do
    folder=$state/tasks/$service
    attempt "the role of $service cannot be assumed" aws sts assume-role --role-arn "$role" \
      --role-session-name "$instance" --duration-seconds 3600 --query Credentials --output json >"$state/credentials"
    install --directory --owner=10001 --group=10001 --mode=0500 "$folder"
    jq '. + {Version: 1}' "$state/credentials" >"$folder/.new"
    rm "$state/credentials"
    printf '[default]\nregion = %s\ncredential_process = cat /run/slipway/credentials.json\n' "$AWS_DEFAULT_REGION" \
      >"$folder/config"
    chown 10001:10001 "$folder/.new" "$folder/config"
    chmod 0400 "$folder/.new" "$folder/config"
    mv "$folder/.new" "$folder/credentials.json"
  done < <(fact '.roles[] | [.service, .arn] | @tsv')
}

# Values go from file to file, never through an argument; jq's complaints could repeat them.
write_environment() {
  local variable parameter digest secret
  echo "INSTANCE_ID=$instance" >"$state/.env.new"
  while IFS=$'\t' read -r variable parameter; do
    digest=$(attempt "the image digest $parameter cannot be read" aws ssm get-parameter --name "$parameter" \
      --query Parameter.Value --output text)
    [[ $digest =~ ^sha256:[0-9a-f]{64}$ ]] || fail "nothing is released yet: $parameter holds no image digest"
    echo "$variable=$digest" >>"$state/.env.new"
  done < <(fact '.digests[] | [.variable, .parameter] | @tsv')
  while read -r secret; do
    attempt "the secret $secret cannot be read" aws secretsmanager get-secret-value --secret-id "$secret" \
      --query SecretString --output json >"$state/secret"
    jq --raw-output --arg secret "$secret" --slurpfile facts "$programs/facts.json" \
      --from-file "$programs/variables.jq" "$state/secret" >>"$state/.env.new" 2>/dev/null ||
      fail "the secret $secret has not what its variables need: a text, or JSON with their keys"
  done < <(fact '.secrets[].id')
  rm --force "$state/secret"
  mv "$state/.env.new" "$state/.env"
}

log_in() {
  local registry password
  password=$(attempt "the registry gives no password" aws ecr get-login-password)
  while read -r registry; do
    attempt "the registry $registry refuses" docker login --username AWS --password-stdin "$registry" \
      <<<"$password" >/dev/null
  done < <(fact '.registries[]')
}

check_services() {
  local service url
  while IFS=$'\t' read -r service url; do
    attempt "$service is not healthy" curl --silent --show-error --fail --output /dev/null --max-time 5 --retry 24 \
      --retry-delay 5 --retry-all-errors "$url"
  done < <(fact '.checks[] | [.service, .url] | @tsv')
}

discovered() {
  local action=$1 service entry address
  while IFS=$'\t' read -r service entry; do
    address=$(instance_metadata local-ipv4)
    if [ "$action" = register ]; then
      attempt "$entry cannot be registered" aws servicediscovery register-instance --service-id "$service" \
        --instance-id "$entry" --attributes "AWS_INSTANCE_IPV4=$address" >/dev/null
    elif [ "$address" = "$(aws servicediscovery get-instance --service-id "$service" --instance-id "$entry" \
      --query Instance.Attributes.AWS_INSTANCE_IPV4 --output text)" ]; then
      aws servicediscovery deregister-instance --service-id "$service" --instance-id "$entry" >/dev/null
    fi
  done < <(fact ".discovery[] | [.serviceId, .entry // \"$instance\"] | @tsv")
}

# Brings the instance to what is released: at its start and at every release, in the same way.
release() {
  flock 9
  rm --force "$state/reason"
  mount_volumes
  take_credentials
  write_environment
  log_in
  docker image prune --all --force >/dev/null
  attempt "images cannot be pulled" compose pull --quiet
  rm --recursive --force "$DOCKER_CONFIG"
  attempt "containers are not healthy" compose up --detach --wait --wait-timeout 300 --remove-orphans
  check_services
  discovered register
  say "$instance runs what is released"
}

# As ECS does on Fargate: what is unhealthy is started anew, and with it what shares its network.
mend() {
  local owner others container since broken
  flock --nonblock 9 || return 0
  while read -r owner others; do
    broken=
    for container in $owner $others; do
      [ -z "$(docker ps --quiet --filter health=unhealthy --filter "label=slipway.container=$container")" ] ||
        broken="$container is unhealthy"
      since=$(started_at "$container")
      [ -z "$since" ] || [[ ! $since < $(started_at "$owner") ]] || broken="$container lost the network of $owner"
    done
    [ -z "$broken" ] && continue
    say "$broken; restarting $owner $others"
    # shellcheck disable=SC2086 # several names
    compose restart $owner $others
  done < <(fact '.tasks[] | join(" ")')
}

started_at() {
  docker ps --quiet --filter "label=slipway.container=$1" |
    xargs --no-run-if-empty docker inspect --format '{{.State.StartedAt}}'
}

stop() {
  discovered deregister || say "the name of this instance is not taken back"
  compose stop
}

# hook RESULT WHY: the answer to the autoscaling group, which removes an abandoned instance
hook() {
  local result=$1 why=$2 name group
  if [ "$result" = ABANDON ]; then
    [ ! -s "$state/reason" ] || why=$(cat "$state/reason")
    systemctl disable --now slipway.service slipway-credentials.timer slipway-mend.timer || true
    compose down --timeout 30 || true
  fi
  say "lifecycle action $result for $instance: $why"
  # Until the agent has shipped the line.
  [ "$result" = CONTINUE ] || sleep 15
  name=$(fact .hook.name)
  group=$(fact .hook.group)
  aws autoscaling complete-lifecycle-action --lifecycle-action-result "$result" --instance-id "$instance" \
    --lifecycle-hook-name "$name" --auto-scaling-group-name "$group"
}

mkdir --parents "$state"
exec 9>"$state/lock"
AWS_DEFAULT_REGION=$(fact .region)
export AWS_DEFAULT_REGION DOCKER_CONFIG=$state/docker
instance=$(attempt "the instance's metadata cannot be read" instance_metadata instance-id)
case $1 in
  release | mend | stop) "$1" ;;
  credentials)
    flock 9
    take_credentials
    ;;
  hook) hook "$2" "$3" ;;
  *) fail "usage: host release|credentials|mend|stop|hook" ;;
esac
`;

/** Lines of \`.env\` for one secret: a double-quoted text as Compose reads it, which is JSON's with each dollar sign twice. */
export const variablesFilter = String.raw`. as $value
| $facts[0].secrets[] | select(.id == $secret) | .variables[]
| .name as $name | .key as $key
| (if $value == null then error("no text")
   elif $key == null then $value
   else ($value | fromjson)[$key] end)
| if . == null then error("no such key") elif type == "string" then . else tojson end
| tojson
| if test("\\\\u00") then error("control character") else gsub("\\$"; "$$") end
| "\($name)=\(.)"
`;
