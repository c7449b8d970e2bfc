import type { Seeds } from './input-changes.js';
import type { MetricFamily } from '../metrics/index.js';
import {
  downstreamOf,
  downstreamOfDataset,
  MEASURE_TABLES,
  readsOf,
  type Model,
  type Reads,
  type Statement,
} from '../transform/index.js';

/** What may come out differently. */
export interface Touched {
  readonly models: readonly string[];
  readonly metrics: readonly string[];
}

/** Which models and metrics a change touches, by what their SQL reads. */
export class Impact {
  private constructor(
    private readonly statements: readonly Statement[],
    private readonly families: readonly MetricFamily[],
    private readonly reads: Reads,
  ) {}

  static async of(models: readonly Model[], families: readonly MetricFamily[]): Promise<Impact> {
    const statements = [
      ...models.map(({ id, sql }) => ({ id, sql })),
      ...families.map((family) => ({ id: idOf(family), sql: family.sql })),
    ];
    const ids = families.map(idOf);
    const reads = [...(await readsOf(statements))].map(([id, tables]): [string, string[]] => [
      id,
      tables.flatMap((table) => (MEASURE_TABLES.includes(table) ? ids : table)),
    ]);
    return new Impact(statements, families, new Map(reads));
  }

  /** Ids of the families of metrics. */
  get metricIds(): string[] {
    return this.families.map(idOf);
  }

  of(seeds: Seeds): Touched {
    if (seeds === 'everything') return this.named(new Set(this.reads.keys()));
    return this.named(downstreamOf(this.reads, seeds));
  }

  ofDataset(datasetId: string): Touched {
    return this.named(downstreamOfDataset(this.statements, this.reads, datasetId));
  }

  private named(touched: ReadonlySet<string>): Touched {
    const families = this.families.filter((family) => touched.has(idOf(family)));
    return {
      models: [...touched].filter((id) => !id.startsWith('metrics.')).sort(),
      metrics: families.flatMap(({ header }) => header.measures.map(({ id }) => id)).sort(),
    };
  }
}

/** A family of metrics among the statements. */
function idOf({ name }: MetricFamily): string {
  return `metrics.${name}`;
}
