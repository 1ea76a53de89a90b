#!/bin/bash
# Stands in for every program that an instance has and a test does not want: writes down its call, and answers as AWS would.
name=${0##*/}
printf '%s\n' "$name $*" >>/test/calls
is() { [ -e "/test/is/$1" ]; }
refuse() { echo "$1" >&2; exit 254; }
digest=sha256:0123456789012345678901234567890123456789012345678901234567890123

case "$name $*" in
  "jq "* | "gpg "* | "gpgv "* | "install "* | "chown "*) PATH=${PATH#*:} exec "$name" "$@" ;;
  "apt-get "*" install "*agent.deb*)
    install -D /test/stand-in /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl ;;
  "apt-get "*" install "*docker-ce=*)
    ! is without-docker || refuse "E: Version '5:28.5.2-1~ubuntu.22.04~jammy' for 'docker-ce' was not found"
    printf '[Service]\nExecStart=/bin/true\n' >/etc/systemd/system/docker.service ;;
  "git init"*) mkdir -p "${*: -1}" ;;
  "git checkout"*) mkdir build; printf '#!/bin/sh\ntouch build/amazon-efs-utils-1.36.0-1_all.deb\n' >build-deb.sh; chmod +x build-deb.sh ;;
  "curl "*) ;;
  "systemctl enable --now slipway.service"*) exec /opt/slipway/host release ;;
  "aws sts assume-role"*)
    echo '{"AccessKeyId": "ASIAEXAMPLE", "SecretAccessKey": "planted-session-key", "SessionToken": "planted-session-token", "Expiration": "2030-01-01T00:00:00Z"}' ;;
  "aws ssm get-parameter"*) if is unreleased; then echo unreleased; else echo "$digest"; fi ;;
  "aws secretsmanager get-secret-value --secret-id shop/plain"*)
    ! is without-secret || refuse "An error occurred (ResourceNotFoundException) when calling the GetSecretValue operation: Secrets Manager can't find the specified secret value for staging label: AWSCURRENT"
    cat /test/plain.json ;;
  "aws secretsmanager get-secret-value --secret-id shared/json"*)
    if is malformed; then echo '"planted-malformed {"'; else cat /test/keyed.json; fi ;;
  "aws ecr get-login-password"*) echo planted-registry-password ;;
  "aws servicediscovery get-instance"*) echo 10.9.0.12 ;;
  "docker login"*)
    ! is registry-refused || refuse "Error response from daemon: login attempt failed with status: 400 Bad Request"
    [ "$(cat)" = planted-registry-password ] ;;
  "docker compose"*" pull"*) ! is image-missing || refuse "backend Error manifest unknown: Requested image not found" ;;
  "docker compose"*" up "*)
    [ "$(stat -c %a /run/slipway/.env)" = 600 ] || refuse ".env has another mode"
    cp /run/slipway/.env "/test/seen.env"
    ! is unhealthy || refuse "container shop-backend-1 is unhealthy" ;;
  "docker ps"*health=unhealthy*container=frontend) echo frontend-id ;;
  "docker ps"*health=unhealthy*) ;;
  "docker ps"*container=backend.proxy) echo owner-id ;;
  "docker ps"*container=backend) echo program-id ;;
  "docker ps"*container=store) ;;
  "docker ps"*) echo other-id ;;
  "docker inspect"*owner-id) echo 2026-01-02T00:00:02.5Z ;;
  "docker inspect"*) echo 2026-01-02T00:00:01Z ;;
  "mount -t efs"*) ! is mount-refused || refuse "mount.nfs4: access denied by server while mounting 127.0.0.1:/" ;;
  "mountpoint"*) exit 1 ;;
esac
[ "$name" = curl ] || exit 0

file=
for word in "$@"; do [ "${previous:-}" != --output ] || file=$word; previous=$word; done
case "$*" in
  */api/token*) echo planted-metadata-token ;;
  */meta-data/instance-id*) [ "$(cat)" = "X-aws-ec2-metadata-token: planted-metadata-token" ] && echo i-0123456789abcdef0 ;;
  */meta-data/local-ipv4*) echo 10.9.0.12 ;;
  *docker.com/linux/ubuntu/gpg) cp "/test/keys/$(is strange-key && echo strange || echo docker)" "$file" ;;
  *amazon-cloudwatch-agent.gpg) cp /test/keys/agent "$file" ;;
  *amazon-cloudwatch-agent.deb) is strange-package && echo strange >"$file" || cp /test/agent.deb "$file" ;;
  *amazon-cloudwatch-agent.deb.sig) cp /test/agent.deb.sig "$file" ;;
  *127.0.0.1:*) ! is unhealthy-check || { echo "curl: (22) The requested URL returned error: 503" >&2; exit 22; } ;;
esac
