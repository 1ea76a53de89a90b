/** What the agent on an instance calls its measures, in percent. */
export const hostMetrics = { idleCpu: "CPU_IDLE", usedMemory: "MEMORY_USED", usedDisk: "DISK_USED" } as const;

/** What the agent sums up its measures by, beside the instance's own id. */
export const groupDimension = "AutoScalingGroupName";
