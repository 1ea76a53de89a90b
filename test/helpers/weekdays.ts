/** Working hours of a place whose clocks change, and nothing at weekends. */
export const weekdays = {
  timezone: "America/Los_Angeles",
  start: "Mon-Fri 08:00",
  stop: "Mon-Fri 20:00",
  weekend: "teardown",
  override: { tag: "keep-running-until" },
} as const;
