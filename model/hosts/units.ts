import { hostPaths, releaseCommand } from "./host-paths";

const host = `${hostPaths.programs}/host`;
/** Longest that AWS's own drain and Docker's stop may take together before the instance ends. */
const stopSeconds = 180;

/** Units of systemd by their file names. @param startSeconds that the containers may take until they are healthy */
export function systemdUnits(startSeconds: number): Readonly<Record<string, string>> {
  return {
    "slipway.service": `[Unit]
Description=Containers of this instance
Requires=docker.service
Wants=network-online.target
After=docker.service network-online.target

[Service]
Type=oneshot
RemainAfterExit=yes
ExecStart=${releaseCommand}
ExecStop=${host} stop
TimeoutStartSec=${startSeconds}
TimeoutStopSec=${stopSeconds}
Restart=on-failure
RestartSec=30

[Install]
WantedBy=multi-user.target
`,
    ...recurring("credentials", "Credentials of the task roles, which last an hour", "*:0/15"),
    ...recurring("mend", "Restart of unhealthy containers", "minutely"),
  };
}

function recurring(command: string, description: string, calendar: string): Readonly<Record<string, string>> {
  return {
    [`slipway-${command}.service`]: `[Unit]
Description=${description}

[Service]
Type=oneshot
ExecStart=${host} ${command}
`,
    [`slipway-${command}.timer`]: `[Unit]
Description=${description}

[Timer]
OnCalendar=${calendar}

[Install]
WantedBy=timers.target
`,
  };
}
