/** Ubuntu 22.04's packages of Docker's own repository: Docker Engine, what it runs containers with, and Compose. */
const dockerPackages = [
  "docker-ce=5:28.5.2-1~ubuntu.22.04~jammy",
  "docker-ce-cli=5:28.5.2-1~ubuntu.22.04~jammy",
  "containerd.io=1.7.29-1~ubuntu.22.04~jammy",
  "docker-compose-plugin=2.40.3-1~ubuntu.22.04~jammy",
];
const agentVersion = "1.300072.0b1766";
/** v1.36.0, the last one without a compiler; Ubuntu has no package of it, and Amazon no repository. */
const efsUtilsCommit = "c87d19f3e1db26532f09a7fed338347aacb90e10";

/**
 * Installs what the containers need, nothing of which is trusted for its address alone: Ubuntu's packages by its archive's
 * signatures, Docker's and the agent's by keys of these fingerprints, EFS's mount helper by the hash of its commit, the SSM
 * agent by the assertions of its snap. Security updates of Ubuntu are installed daily and without a restart; Docker stays as
 * pinned. A new kernel comes with the next image.
 */
export const installScript = String.raw`
apt() { apt-get --option DPkg::Lock::Timeout=300 --option Acquire::Retries=5 --yes --no-install-recommends "$@"; }

fetch() { curl --silent --show-error --fail --location --retry 5 --proto =https --output "$2" "$1"; }

refuse() {
  mkdir --parents /run/slipway
  echo "$*" | tee /run/slipway/reason
  exit 1
}

# trust URL FINGERPRINT KEYRING: a file of one key, and it is that one
trust() {
  local home found
  home=$(mktemp --directory)
  fetch "$1" "$home/key"
  gpg --homedir "$home" --batch --quiet --import "$home/key"
  found=$(gpg --homedir "$home" --batch --with-colons --list-keys |
    awk -F: '$1 == "pub" { keys++ } $1 == "fpr" && !first { first = $10 } END { print keys, first }')
  [ "$found" = "1 $2" ] || refuse "$1 is not the one key $2"
  gpg --homedir "$home" --batch --export >"$3"
}

install_packages() {
  apt update
  apt install awscli ca-certificates curl gnupg jq unattended-upgrades
  printf 'APT::Periodic::%s "1";\n' Update-Package-Lists Unattended-Upgrade >/etc/apt/apt.conf.d/20auto-upgrades
}

install_docker() {
  mkdir --parents /etc/apt/keyrings /etc/docker
  trust https://download.docker.com/linux/ubuntu/gpg 9DC858229FC7DD38854AE2D88D81803C0EBFCD88 /etc/apt/keyrings/docker.gpg
  chmod 0644 /etc/apt/keyrings/docker.gpg
  echo "deb [signed-by=/etc/apt/keyrings/docker.gpg] https://download.docker.com/linux/ubuntu jammy stable" \
    >/etc/apt/sources.list.d/docker.list
  echo '{"live-restore": true}' >/etc/docker/daemon.json
  apt update
  apt install ${dockerPackages.join(" ")}
  apt-mark hold ${dockerPackages.map((name) => name.replace(/=.*/, "")).join(" ")}
}

install_cloudwatch_agent() {
  local bucket=https://amazoncloudwatch-agent.s3.amazonaws.com package
  package=$bucket/ubuntu/$(dpkg --print-architecture)/${agentVersion}/amazon-cloudwatch-agent.deb
  trust $bucket/assets/amazon-cloudwatch-agent.gpg 937616F3450B7D806CBD9725D58167303B789C72 "$work/agent.gpg"
  fetch "$package" "$work/agent.deb"
  fetch "$package.sig" "$work/agent.sig"
  gpgv --keyring "$work/agent.gpg" "$work/agent.sig" "$work/agent.deb" || refuse "$package is not signed by its key"
  apt install "$work/agent.deb"
  /opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s \
    -c file:/opt/slipway/agent.json
}

install_session_manager() {
  snap list amazon-ssm-agent >/dev/null || snap install amazon-ssm-agent --classic
  snap start --enable amazon-ssm-agent
}

install_efs_utils() {
  [ "$(jq '.volumes | length' /opt/slipway/facts.json)" -gt 0 ] || return 0
  apt install binutils git nfs-common stunnel4
  git init --quiet "$work/efs-utils"
  cd "$work/efs-utils"
  git fetch --quiet --depth 1 https://github.com/aws/efs-utils ${efsUtilsCommit}
  git checkout --quiet ${efsUtilsCommit}
  ./build-deb.sh
  apt install ./build/amazon-efs-utils*.deb
  cd /
}

start_containers() {
  systemctl daemon-reload
  systemctl enable --now slipway.service slipway-credentials.timer slipway-mend.timer
}

for step in install_packages install_cloudwatch_agent install_session_manager install_docker install_efs_utils \
  start_containers; do
  $step
done
step=
`;
