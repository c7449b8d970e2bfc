import { writeFileSync } from 'node:fs';

/** Loaded before a measured process's own code: leaves its peak memory, in KiB, in the file that the environment names. */
process.on('exit', () => {
  const path = process.env['CARECOUNT_BENCH_RSS'];
  if (path !== undefined) writeFileSync(path, String(process.resourceUsage().maxRSS));
});
