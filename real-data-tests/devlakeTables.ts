/** Tables of Apache DevLake as delivery events, and what became of their rows. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  DeliveryEvent,
  DeliveryEventInput,
  deliveryEventSchema,
} from '@team-readiness/backstage-plugin-readiness-common';
import { parse } from 'csv-parse/sync';
import { Reading } from './Reading';
import { realDataFolder } from './realData';

/** Where the plugins of DevLake are, in the folder. */
export const root = 'incident/apache__incubator-devlake/backend/plugins';
/** The tests of its DORA metrics. */
export const dora = `${root}/dora/e2e`;
/** The tests of its reader of PagerDuty. */
export const pagerDuty = `${root}/pagerduty/e2e`;

/** What became of the tables. */
export const files = new Reading('Tables of DevLake');
/** What became of their rows. */
export const rows = new Reading('Rows of these tables');
/** Names of the tables that were read. */
export const readFiles = new Set<string>();
const notedRows = new Set<string>();

/** Counts a row once, however often it is read. */
export function note(place: string, reason?: string): void {
  if (notedRows.has(place)) {
    return;
  }
  notedRows.add(place);
  if (reason === undefined) {
    rows.addRead();
  } else {
    rows.addUnread(place, reason);
  }
}

/** A row by the names of its columns. */
export type Row = Record<string, string>;

/** Reads a table, by its name in the folder. */
export function table(name: string): Row[] {
  if (!readFiles.has(name)) {
    readFiles.add(name);
    files.addRead();
  }
  return parse(readFileSync(path.join(realDataFolder, name)), {
    columns: true,
    bom: true,
  });
}

/** `2023-4-10 6:51:47` and ISO times, all UTC. */
export function toTime(text: string): string {
  const parts = /^(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+)$/.exec(text);
  const [year, month, day, hour, minute, second] = (parts ?? [])
    .slice(1)
    .map(Number);
  return new Date(
    parts ? Date.UTC(year, month - 1, day, hour, minute, second) : text,
  ).toISOString();
}

let count = 0;

/** As the intake judges it. */
export function toEvent(input: object): DeliveryEvent {
  count += 1;
  return deliveryEventSchema.parse({
    source: 'https://devlake.example.org',
    id: String(count),
    targets: ['service:one'],
    ...input,
  } as DeliveryEventInput);
}

const results: Record<string, string> = {
  SUCCESS: 'succeeded',
  FAILURE: 'failed',
};

/** Beginning and end of a deployment; null, with the reason listed, where the row says too little. */
export function toDeployment(
  row: Row,
  place: string,
  id: string,
  artifact: string | null = null,
): DeliveryEvent[] {
  const status = results[row.result];
  const missing = [
    row.environment ? null : 'it names no environment',
    status ? null : 'it has no result',
    row.finished_date ? null : 'it has no end',
  ].find(it => it !== null) as string | undefined;
  note(place, missing);
  if (missing) {
    return [];
  }
  const common = {
    kind: 'deployment',
    deployment: id,
    environment: row.environment,
    artifact,
  };
  return [
    toEvent({ ...common, status: 'started', at: toTime(row.started_date) }),
    toEvent({ ...common, status, at: toTime(row.finished_date) }),
  ];
}
