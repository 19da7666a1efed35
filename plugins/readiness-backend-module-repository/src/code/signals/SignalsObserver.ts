import { Entity } from '@backstage/catalog-model';
import { JsonValue } from '@backstage/types';
import {
  signalsFact,
  SignalsFact,
} from '@team-readiness/backstage-plugin-readiness-common';
import { EntityFilesListing } from '@team-readiness/backstage-plugin-readiness-node';
import { CodeObserver, CodeReading } from '../collector';
import {
  infrastructureGlobs,
  isInfrastructure,
} from '../infrastructure/InfrastructureObserver';
import { readInfrastructure } from '../infrastructure/readInfrastructure';
import { manifestGlobs, readObjects } from '../kubernetes/readObjects';
import {
  datastoresOf,
  resourceRefs,
  resourcesOf,
  resourceText,
} from '../technology/TechnologyObserver';
import { manifestSignals, resourceHosting, Signal } from './readSignals';

const maxSignals = 200;

/** A service that is no part of another component is one of its own. */
function isOwnService({ spec }: Entity): boolean {
  return spec?.type === 'service' && spec.subcomponentOf === undefined;
}

/** Observes decisions that manifests, infrastructure code and catalog show to have been taken. */
export class SignalsObserver implements CodeObserver<SignalsFact> {
  readonly fact = signalsFact;
  readonly title = 'Decisions seen';
  readonly description =
    'Decisions that manifests, infrastructure code and the catalog show to have been taken, written down or not.';
  readonly version = '1';

  /** {@inheritDoc CodeObserver.globs} */
  globs(entity: Entity): string[] {
    return [...manifestGlobs(entity), ...infrastructureGlobs];
  }

  /** {@inheritDoc CodeObserver.related} */
  related(entity: Entity): string[] {
    return resourceRefs(entity);
  }

  /** {@inheritDoc CodeObserver.inputs} */
  inputs(reading: CodeReading): JsonValue {
    return [
      isOwnService(reading.entity),
      ...resourcesOf(reading).map(resourceText),
    ];
  }

  /** {@inheritDoc CodeObserver.observe} */
  async observe(
    reading: CodeReading,
    listing: EntityFilesListing,
  ): Promise<SignalsFact> {
    const { entity, target, known } = reading;
    reading.problems.push(...listing.problems);
    const found: Signal[] = manifestSignals(
      await readObjects(reading, listing.files),
    );
    for (const file of listing.files) {
      const text = isInfrastructure(file.path) && (await reading.text(file));
      const { blocks } = readInfrastructure(file.path, text || '');
      if (blocks.some(block => datastoresOf(block).length > 0)) {
        found.push({ topic: 'hosting', choice: 'managed', seenIn: file.path });
      }
    }
    for (const ref of resourceRefs(entity)) {
      const resource = known.get(ref);
      const text = resource ? resourceText(resource) : '';
      found.push(
        ...resourceHosting(text).map(choice => ({
          topic: 'hosting' as const,
          choice,
          seenIn: ref,
        })),
      );
    }
    if (isOwnService(entity)) {
      found.push({
        topic: 'service-boundary',
        choice: 'own-service',
        seenIn: target.entityRef,
      });
    }
    const byText = new Map(
      found.map(it => [`${it.topic} ${it.choice} ${it.seenIn}`, it]),
    );
    return {
      signals: [...byText]
        .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
        .map(([, signal]) => signal)
        .slice(0, maxSignals),
    };
  }
}
