import { z } from 'zod';
import { parseSettings } from '../../settings-file.js';
import { PACK_METRICS } from '../facts/pack-metrics.js';

const text = z.string().trim().min(1);
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, 'a month such as 2026-04');
const indicator = z.enum(PACK_METRICS.map(({ metricId }) => metricId));

const bySetting = new Set(
  PACK_METRICS.filter((each) => each.bySetting).map((each) => each.metricId),
);

const action = z
  .strictObject({
    id: z.union([text, z.number().transform(String)], { error: 'a number such as 1.2, or a text' }),
    action: text,
    owner: text,
    /** The code of the area whose figure rates it; the partnership's own without one. */
    area: text.optional(),
    /** A measure that packs show; none for an action that no figure follows. */
    indicator: indicator.optional(),
    care_setting: z.string().optional(),
    /** In the unit that is printed: per cent for rates, pounds for pay. */
    baseline: z.strictObject({ value: z.number(), period: month }).optional(),
    target: z.strictObject({ value: z.number(), by: month }).optional(),
    /** What an officer says of progress. */
    note: text.optional(),
  })
  .refine((each) => each.care_setting === undefined || bySetting.has(each.indicator ?? ''), {
    path: ['care_setting'],
    error: `left out, unless the indicator is one of ${[...bySetting].join(', ')}`,
  });

const recommendation = z.strictObject({
  made_on: z.iso.date(),
  made_by: text,
  recommendation: text,
  response: text.optional(),
  status: z.enum(['accepted', 'accepted in part', 'not accepted', 'done', 'awaiting a response']),
  note: text.optional(),
});

const schema = z.strictObject({
  title: text,
  actions: z.array(action).default([]),
  recommendations: z.array(recommendation).default([]),
});

/** The actions of a strategy and what members recommended before. */
export type Strategy = z.infer<typeof schema>;
export type StrategyAction = Strategy['actions'][number];

/**
 * Reads the strategy that the council keeps.
 * @throws CC-REP-006 naming the line, the key and what was expected.
 */
export function parseStrategy(yaml: string, where: string): Strategy {
  return parseSettings(yaml, { schema, where, code: 'CC-REP-006' });
}
