// Runs a nightly that kills its own process, as a power cut would, when it reaches a step.
// Usage: node stopped-nightly.mjs WORKSPACE STEP
import process from 'node:process';

const [dir, stopAt] = process.argv.slice(2);
const { openWorkspace } = await import('../../dist/src/config.js');
const { nightly } = await import('../../dist/src/nightly.js');
const { silentLog } = await import('../../dist/src/log.js');

await nightly({
  workspace: openWorkspace(dir),
  log: silentLog,
  step: (name) => {
    if (name === stopAt) process.kill(process.pid, 'SIGKILL');
  },
});
