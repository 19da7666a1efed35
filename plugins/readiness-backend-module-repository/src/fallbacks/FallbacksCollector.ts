import { JsonObject, JsonValue } from '@backstage/types';
import {
  fallbacksFact,
  FallbacksFact,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  CollectionTarget,
  EntityFile,
} from '@team-readiness/backstage-plugin-readiness-node';
import { DocumentsCollector, EntityReading } from '../collector';
import {
  documentGlobs,
  entityDocuments,
  readAnnotatedPaths,
} from '../collector/entityDocuments';
import { compareText } from '../collector/folderFiles';
import { readFallbacks } from './readFallbacks';

const fallbacksPath = 'docs/fallbacks.md';

type Fallback = FallbacksFact['fallbacks'][number];

/** Observes what is written of each dependency being away: how much, and where; never the text. @public */
export class FallbacksCollector extends DocumentsCollector {
  readonly id = 'fallbacks';
  readonly title = 'Fallbacks';
  readonly description =
    'What is written of each dependency being away, in docs/fallbacks.md or the architecture overview of the entity.';
  readonly schema = fallbacksFact.schema;
  override readonly version: string = '2';

  protected globs({ entity }: CollectionTarget): string[] {
    const { architecture } = readAnnotatedPaths(entity);
    return [fallbacksPath, ...documentGlobs({ architecture })];
  }

  protected inputs({ entity, catalog }: CollectionTarget): JsonValue {
    return [entity.metadata.annotations ?? {}, catalog.dependencies];
  }

  /** Problems of these documents but the one of fallbacks are told by the collector `repository`. */
  protected override concerns(problem: Problem): boolean {
    return problem.name.toLowerCase() === fallbacksPath;
  }

  protected async read(reading: EntityReading): Promise<JsonObject> {
    const { target, listing } = reading;
    const { architecture } = readAnnotatedPaths(target.entity);
    const own = listing.files.find(
      file => file.path.toLowerCase() === fallbacksPath,
    );
    const overview = entityDocuments(listing.files, { architecture });
    const best = new Map<string, Fallback>();
    const read = async (file: EntityFile, everywhere: boolean) => {
      const text = await reading.text(file);
      const { dependencies } = target.catalog;
      const { now } = reading;
      const found =
        text === undefined
          ? []
          : readFallbacks(text, { dependencies, everywhere, now });
      for (const { dependency, words } of found) {
        const known = best.get(dependency);
        if (!known || known.words < words) {
          best.set(dependency, { dependency, words, path: file.path });
        }
      }
    };
    if (own) {
      await read(own, true);
    }
    if (overview.architecture) {
      await read(overview.architecture, false);
    }
    const fallbacks = [...best.values()].sort((a, b) =>
      compareText(a.dependency, b.dependency),
    );
    return { location: listing.location, fallbacks };
  }
}
