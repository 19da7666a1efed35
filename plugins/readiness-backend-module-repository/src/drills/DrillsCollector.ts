import { JsonObject, JsonValue } from '@backstage/types';
import {
  drillsFact,
  DrillsFact,
  readinessAnnotations,
} from '@team-readiness/backstage-plugin-readiness-common';
import { CollectionTarget } from '@team-readiness/backstage-plugin-readiness-node';
import { DocumentsCollector, EntityReading } from '../collector';
import {
  compareText,
  folderGlobs,
  isFolderFile,
} from '../collector/folderFiles';
import { durationMinutes } from '../documents';
import { readDrill } from './readDrill';

const folder = 'docs/drills';
const maxDrills = 100;
const dayMs = 24 * 60 * 60 * 1000;
/** Two years. */
const maxAgeDays = 731;

function addDays(date: string | Date, days: number): string {
  const time = new Date(date).getTime() + days * dayMs;
  return new Date(time).toISOString().slice(0, 10);
}

/** Observes what was rehearsed, or done for real, as the documents in docs/drills tell. @public */
export class DrillsCollector extends DocumentsCollector {
  readonly id = 'drills';
  readonly title = 'Drills';
  readonly description =
    'Rehearsals and real uses of rollback, restore and fail-over in docs/drills of the directory of the entity.';
  readonly schema = drillsFact.schema;

  protected globs(): string[] {
    return folderGlobs(folder);
  }

  protected inputs({ entity }: CollectionTarget): JsonValue {
    return [entity.metadata.annotations ?? {}];
  }

  protected async read(reading: EntityReading): Promise<JsonObject> {
    const { target, now } = reading;
    const objective = objectiveOf(target);
    const oldest = addDays(now, -maxAgeDays);
    const { files } = this.newest(
      reading,
      path => isFolderFile(path, folder),
      // By their names it cannot be told which are old, and old ones are many.
      5 * maxDrills,
    );
    const drills: DrillsFact['drills'] = [];
    for (const file of files) {
      reading.signal.throwIfAborted();
      const text = await reading.text(file);
      const read = text === undefined ? undefined : readDrill(text, now);
      read?.issues.forEach(issue => reading.tell(file.path, issue));
      reading.holdUntil(read?.nextDay);
      if (read?.drill && read.drill.date >= oldest) {
        const { drill } = read;
        reading.holdUntil(addDays(drill.date, maxAgeDays + 1));
        const withinObjective =
          objective === undefined || drill.minutes === null
            ? null
            : drill.minutes <= objective;
        drills.push({ ...drill, withinObjective, evidence: file.path });
      }
    }
    drills.sort(
      (a, b) =>
        compareText(b.date, a.date) ||
        compareText(b.evidence ?? '', a.evidence ?? ''),
    );
    return { drills: drills.slice(0, maxDrills) };
  }
}

/** The recovery time objective in minutes, or undefined where none can be read. */
function objectiveOf({ entity }: CollectionTarget): number | undefined {
  const text: unknown = entity.metadata.annotations?.[readinessAnnotations.rto];
  return typeof text === 'string' ? durationMinutes(text) : undefined;
}
