import { setTimeout } from 'node:timers/promises';
import type { Effects } from './connector.js';

/** The network, the clock's waiting, chance and the environment as they are. */
export const realEffects: Effects = {
  fetch: (url, init) => fetch(url, init),
  sleep: (milliseconds) => setTimeout(milliseconds),
  random: () => Math.random(),
  env: process.env,
};
