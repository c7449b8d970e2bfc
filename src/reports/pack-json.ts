import type { Briefing } from './briefing.js';
import { chartsOf, factsOf, sentencesOf } from './briefing.js';
import type { Fact } from './facts/fact.js';
import { displayNumber, figureText, statusOf, toSteps } from './facts/figure.js';
import type { Publishable } from './facts/figure.js';
import type { RunInputs } from './facts/snapshot.js';

/** What a pack says and from what: every sentence with its rule, every fact with its status. */
export function packJson(briefing: Briefing): string {
  const pack = {
    format: 'carecount-pack/1',
    title: briefing.title,
    audience: briefing.audience,
    area: {
      area_code: briefing.area.code,
      area_name: briefing.area.name,
      area_type: briefing.area.type,
    },
    partnership: briefing.partnership,
    period: briefing.period,
    as_at_date: briefing.asAt,
    ...(briefing.demonstration === null ? {} : { demonstration: briefing.demonstration }),
    run: {
      run_id: briefing.run.runId,
      started_at: briefing.run.startedAt,
      program_version: briefing.run.programVersion,
      input_fingerprint: briefing.run.inputFingerprint,
      inputs: inputsJson(briefing.run.inputs),
    },
    charts: chartsOf(briefing).map(({ id, title, data }) => ({
      id,
      title: title.text,
      drawn: data !== null,
    })),
    sentences: sentencesOf(briefing).map(({ section, sentence }) => ({
      section,
      rule: sentence.rule,
      text: sentence.text,
      facts: sentence.facts.map((fact) => fact.id),
    })),
    facts: factsOf(briefing).map(factJson),
  };
  return `${JSON.stringify(pack, null, 2).replace(/\p{Bidi_Control}/gu, escaped)}\n`;
}

/** An id keeps all its letters, and a reader of the file sees them in their order. */
function escaped(mark: string): string {
  return `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** What the run rests on. Which delivery is whose is not in a file for the public, so they have one hash. */
function inputsJson({ contracts, sql, config, deliveries, deliveryCount }: RunInputs) {
  return {
    contracts_fingerprint: contracts,
    sql_fingerprint: sql,
    config_fingerprint: config,
    deliveries_fingerprint: deliveries,
    delivery_count: deliveryCount,
  };
}

/** A fact as displayed. A figure that is not shown has no value, no base and no interval. */
function factJson(fact: Fact) {
  const { figure } = fact;
  return {
    id: fact.id,
    metric_id: fact.metric.metricId,
    unit: fact.metric.unit,
    area_code: fact.area.code,
    ...origin(fact),
    status: statusOf(figure),
    text: figureText(figure),
    ...(figure.kind === 'publishable'
      ? { value: Number(displayNumber(figure)), ...interval(figure), base: figure.base }
      : {}),
  };
}

function interval({ interval: range, unit, decimals }: Publishable) {
  if (range === null) return {};
  const shown = (value: number): number => toSteps(value, unit, decimals) / 10 ** decimals;
  return { interval: [shown(range.low), shown(range.high)] };
}

function origin(fact: Fact) {
  if (fact.kind === 'measured') {
    const { period, careSetting, jobRole, population } = fact;
    return {
      period,
      care_setting: careSetting,
      job_role: jobRole,
      ...(population === undefined ? {} : { population }),
    };
  }
  const { periodText, population, edition, source } = fact;
  return { period: periodText, population, edition, source };
}
