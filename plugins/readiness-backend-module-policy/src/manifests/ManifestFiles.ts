import { Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import { Problem } from '@team-readiness/backstage-plugin-readiness-common';
import {
  EntityFiles,
  RequestBudget,
} from '@team-readiness/backstage-plugin-readiness-node';
import { KubernetesObject } from '../kubernetes/KubernetesObject';
import { readKubernetesObjects } from '../kubernetes/readKubernetesObjects';
import { isKustomization, kustomizePatches } from './kustomizePatches';

const defaultGlobs = ['deploy/**', 'k8s/**', 'manifests/**'];
const manifestFile = /\.(ya?ml|json)$/i;
const maxObjects = 500;

/**
 * The Kubernetes objects in an entity's directory.
 */
export class ManifestFiles {
  private constructor(
    readonly location: string,
    readonly objects: KubernetesObject[],
    /** Documents and files that could not be read. */
    readonly broken: number,
    /** Files among them that could not be fetched: what they hold is not known this time. */
    readonly unfetched: number,
    /** Of the repository; null where nothing tells whether it changed. */
    readonly revision: string | null,
  ) {}

  /**
   * Reads them.
   *
   * @param options.globs - besides the default directories
   * @param options.problems - where problems are added
   * @param options.knownRevision - of an earlier reading
   * @returns undefined where the entity has no location that may be read,
   *   `unchanged` where its repository still has the known revision
   * @throws if the source cannot be reached, or none of its files fetched
   */
  static async read(
    files: EntityFiles,
    options: {
      entity: Entity;
      globs: string[];
      signal: AbortSignal;
      problems: Problem[];
      knownRevision?: string;
      budget?: RequestBudget;
    },
  ): Promise<ManifestFiles | 'unchanged' | undefined> {
    const { entity, globs, signal, problems, knownRevision, budget } = options;
    const listing = await files.list({
      entity,
      globs: [...new Set([...defaultGlobs, ...globs])],
      signal,
      onRefused: problem => problems.push(problem),
      knownRevision,
      budget,
    });
    if (!listing) {
      return undefined;
    }
    if (listing.unchanged) {
      return 'unchanged';
    }
    problems.push(...listing.problems);
    const objects: KubernetesObject[] = [];
    const templates: string[] = [];
    const patches = new Set<string>();
    const read: Array<
      { path: string } & ReturnType<typeof readKubernetesObjects>
    > = [];
    const errors: Error[] = [];
    const candidates = listing.files.filter(it => manifestFile.test(it.path));
    let broken = 0;
    for (const file of candidates) {
      signal.throwIfAborted();
      let text: string;
      try {
        text = await file.content();
      } catch (error) {
        if ((error as Error).name === 'RetryLaterError') {
          throw error;
        }
        errors.push(toError(error));
        problems.push({
          subject: 'file',
          name: file.path.slice(0, 300),
          reporter: 'manifests',
          message: 'The file could not be fetched from its source.',
          source: file.path,
        });
        continue;
      }
      const { path } = file;
      read.push({ path, ...readKubernetesObjects(text, path, 'manifests') });
      if (isKustomization(path)) {
        kustomizePatches(text, path).forEach(it => patches.add(it));
      }
    }
    const laidOver = read.filter(it => patches.has(it.path));
    for (const it of read.filter(each => !patches.has(each.path))) {
      broken += it.broken;
      problems.push(...it.problems);
      objects.push(...it.objects.map(({ object }) => object));
      if (it.isTemplate) {
        templates.push(it.path);
      }
    }
    if (laidOver.length > 0) {
      problems.push({
        subject: 'file',
        name: laidOver[0].path.slice(0, 300),
        reporter: 'manifests',
        message: `${laidOver.length} ${
          laidOver.length === 1 ? 'file is a patch' : 'files are patches'
        } of Kustomize and not looked at: what comes of them is known only once they are built.`,
        source: laidOver[0].path,
      });
    }
    if (errors.length > 0 && errors.length === candidates.length) {
      throw errors[0];
    }
    if (templates.length > 0) {
      problems.push({
        subject: 'file',
        name: templates[0].slice(0, 300),
        reporter: 'manifests',
        message: `${templates.length} ${
          templates.length === 1 ? 'file is a template' : 'files are templates'
        } and not looked at: what they hold is known only once they are rendered.`,
        source: templates[0],
      });
    }
    if (objects.length > maxObjects) {
      problems.push({
        subject: 'file',
        name: listing.location.slice(0, 300),
        reporter: 'manifests',
        message: `There are ${objects.length} Kubernetes objects; only the first ${maxObjects} are looked at.`,
        source: objects[maxObjects].path,
      });
    }
    return new ManifestFiles(
      listing.location,
      objects.slice(0, maxObjects),
      broken + errors.length,
      errors.length,
      // What could not be fetched is asked for again next time.
      errors.length > 0 ? null : listing.revision,
    );
  }
}
