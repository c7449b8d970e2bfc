import { setTimeout } from 'node:timers/promises';

/** What a delivery needs of the world: tests put their own in its place. */
export interface DeliveryEffects {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>;
  readonly sleep: (milliseconds: number) => Promise<unknown>;
  readonly env: Readonly<Record<string, string | undefined>>;
}

export const realEffects: DeliveryEffects = {
  fetch: (url, init) => fetch(url, init),
  sleep: (milliseconds) => setTimeout(milliseconds),
  env: process.env,
};
