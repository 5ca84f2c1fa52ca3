/** What this process has used since it began, as its operating system counts it. */
export const usageOfThisProcess = (): { readonly cpuMs: number; readonly peakBytes: number } => {
  const { user, system } = process.cpuUsage();
  return {
    cpuMs: (user + system) / 1000,
    // In kilobytes, on every system.
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
};
