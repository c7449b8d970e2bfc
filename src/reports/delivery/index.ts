export { deliverPacks } from './deliver-packs.js';
export type { DeliverOptions, DeliveryResult } from './deliver-packs.js';
export { realEffects } from './effects.js';
export type { DeliveryEffects } from './effects.js';
export type { TargetResult } from './target.js';
