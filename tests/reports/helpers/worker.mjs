// A process of the pool that does what the folder of its order says, and tells its own number.
import process from 'node:process';

process.on('message', ({ dir }) => {
  const told = (code, message) => ({ code, message });
  const done = { outcome: 'written', faults: [told('CC-REP-003', String(process.pid))] };
  if (dir === 'dies') process.kill(process.pid, 'SIGKILL');
  else if (dir === 'fails') process.send({ failed: told('CC-WSP-002', 'the disk is full') });
  else if (dir === 'has a bug') process.send({ failed: told(null, 'planted') });
  else process.send(done, () => dir === 'ends after it' && process.exit(0));
});
