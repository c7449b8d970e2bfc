import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deliverySchema, type DeliverySettings } from '../../../../src/delivery-settings.js';
import { deliverPacks } from '../../../../src/reports/delivery/index.js';
import type { DeliverOptions, DeliveryResult } from '../../../../src/reports/delivery/index.js';
import { openSent, type SentEvent } from '../../../../src/warehouse/sent.js';
import { keptLog, tempDir } from '../../../helpers/workspace.js';

export const RUN = '20260512t010000000z';
export const LATER_RUN = '20260513t010000000z';
export const MESSAGE = 'The vacancy rate in Alderwick was 9% [u] in April 2026.';

/** What differs from the usual pack. */
export interface PackChange {
  readonly areaCode?: string;
  readonly areaName?: string;
  readonly period?: string;
  readonly runId?: string;
  readonly message?: string;
  readonly audience?: string;
  /** A figure that stands in no text of the pack but its list of facts. */
  readonly figure?: string;
}

/** A folder as a workspace has it, with a ledger and places to deliver to. */
export class DeliveryPlace {
  readonly dir = tempDir();
  readonly audienceDir = join(this.dir, 'packs');
  readonly log = keptLog();
  readonly waits: number[] = [];
  readonly env: Record<string, string> = {
    MAIL_PASSWORD: 'correct horse',
    HOOK_SECRET: 'a secret',
  };

  /** Writes an invented pack. */
  writePack({
    areaCode = 'X06000091',
    areaName = 'Alderwick',
    period = '2026-04',
    runId = RUN,
    message = MESSAGE,
    audience = 'public',
    figure = '9% [u]',
  }: PackChange = {}): void {
    const dir = join(this.audienceDir, areaCode, period);
    rmSync(dir, { recursive: true, force: true });
    mkdirSync(dir, { recursive: true });
    const pack = {
      format: 'carecount-pack/1',
      title: `${areaName}: vacancies, turnover and pay in adult social care, April 2026`,
      audience,
      area: { area_code: areaCode, area_name: areaName, area_type: 'council' },
      partnership: { code: 'X47000009', name: 'Lower Wittle Partnership' },
      period,
      run: {
        run_id: runId,
        program_version: '0.1.0',
        input_fingerprint: `fingerprint of ${runId}`,
      },
      sentences: [
        { section: 'key-messages', rule: 'change.stated', text: message, facts: [] },
        { section: 'about', rule: 'about.as_at', text: `Run ${runId}.`, facts: [] },
      ],
      facts: [{ id: 'vacancy_rate', text: figure }],
    };
    writeFileSync(join(dir, 'pack.json'), JSON.stringify(pack));
    writeFileSync(join(dir, 'briefing.html'), `<p>${areaName} ${message}</p><p>Run ${runId}</p>`);
    writeFileSync(join(dir, 'briefing.pdf'), `%PDF of ${runId}`);
    writeFileSync(join(dir, 'vacancy-trend.csv'), `area,value\r\n${areaCode},9\r\n`);
  }

  settings(settings: unknown): DeliverySettings {
    return deliverySchema.parse(settings);
  }

  /** Delivers what lies here, by settings as `carecount.yaml` says them. */
  deliver(settings: unknown, change: Partial<DeliverOptions> = {}): Promise<DeliveryResult> {
    return deliverPacks({
      settings: this.settings(settings),
      audienceDir: this.audienceDir,
      runId: RUN,
      workspaceDir: this.dir,
      ledger: openSent({ ledgerDir: this.dir }, this.log),
      isDryRun: false,
      isTurnedAway: () => false,
      effects: {
        fetch: (url, init) => fetch(url, init),
        sleep: (milliseconds) => Promise.resolve(this.waits.push(milliseconds)),
        env: this.env,
      },
      log: this.log,
      now: () => new Date('2026-05-12T01:02:03Z'),
      ...change,
    });
  }

  get sent(): SentEvent[] {
    return openSent({ ledgerDir: this.dir }, this.log).read();
  }
}

/** The counts of each target. */
export function counts({ targets }: DeliveryResult): number[][] {
  return targets.map(({ delivered, already, failed }) => [delivered, already, failed]);
}

/** The words of everything that failed. */
export function failures({ targets }: DeliveryResult): string[] {
  return targets.flatMap((target) =>
    target.failures.map(({ code, message }) => `${code} ${message}`),
  );
}
