import { JsonObject, JsonValue } from '@backstage/types';
import { readFileSync } from 'fs';

/** A fact of today, with its days as placeholders relative to today. */
export interface RecordedFact {
  collector: string;
  /** Whole ref. */
  entityRef: string;
  /** Whole refs, joined by a comma; '' for none. */
  owners: string;
  data: JsonObject;
  /** It holds days, so that it is another one when it is observed again. */
  isDated: boolean;
}

const dayMs = 86_400_000;
const placeholder = /\{\{(day|month) (-?\d+)\}\}/g;

/**
 * Reads the facts that `scripts/portal/record-history.mjs` has recorded.
 *
 * @param file - JSON by line: `[collector, entity ref, owners, data]`
 * @throws where it cannot be read
 */
export function readRecordedFacts(file: string): RecordedFact[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => {
      const [collector, entityRef, owners, data] = JSON.parse(line);
      const isDated = line.includes('{{');
      return { collector, entityRef, owners, data, isDated };
    });
}

/**
 * A fact as it was observed on a day: its days are as far from that day as they were from the day of
 * recording.
 *
 * @param day - midnight (UTC)
 */
export function datedFrom<T extends JsonValue>(data: T, day: Date): T {
  return JSON.parse(JSON.stringify(data), (_, value) =>
    typeof value === 'string' && value.includes('{{')
      ? value.replace(placeholder, (_match, unit: string, count: string) =>
          unit === 'day'
            ? new Date(day.getTime() + Number(count) * dayMs)
                .toISOString()
                .slice(0, 10)
            : new Date(
                Date.UTC(
                  day.getUTCFullYear(),
                  day.getUTCMonth() + Number(count),
                ),
              )
                .toISOString()
                .slice(0, 7),
        )
      : value,
  );
}
