import {
  Entity,
  parseEntityRef,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { JsonObject, JsonValue } from '@backstage/types';
import { readYamlDocuments } from '@team-readiness/backstage-plugin-readiness-node';
import { plainName, plainRef } from '../sources/sourceAddress';

/**
 * Reads what a repository says of the template that it was made from.
 *
 * - `.template-answers.yaml`: `template` (an entity ref) and `version`;
 * - `.copier-answers.yml` of Copier: `_commit` is the version, `backstage_template` the entity ref;
 * - `.cruft.json` of Cruft: `checkout`, else `commit`, is the version, `context.cookiecutter.backstage_template` the
 *   entity ref.
 *
 * The address of a git repository, which Copier and Cruft keep, names no Template of the catalog and is not read.
 */

/** The files that are looked for, in this order. */
export const answersFiles: readonly string[] = [
  '.template-answers.yaml',
  '.template-answers.yml',
  '.copier-answers.yml',
  '.copier-answers.yaml',
  '.cruft.json',
];

/** What an answers file says. */
export interface TemplateAnswers {
  /** Whole entity ref in lower case; null where it names none. */
  template: string | null;
  /** As written; null where it names none. */
  version: string | null;
}

/** Key by which answers name the Template of the catalog. */
const templateKey = 'backstage_template';
const sourceTemplate = 'backstage.io/source-template';

function objectAt(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? value
    : {};
}

/**
 * A ref of a Template as somebody wrote it, whole and in lower case.
 *
 * @returns undefined for what is none
 */
export function templateRef(value: unknown): string | undefined {
  try {
    const ref = parseEntityRef(plainName(value) ?? '', {
      defaultKind: 'template',
      defaultNamespace: 'default',
    });
    return stringifyEntityRef(ref).toLowerCase();
  } catch {
    return undefined;
  }
}

/** The Template that the catalog says an entity was made from. */
export function annotatedTemplate(entity: Entity): string | undefined {
  return templateRef(entity.metadata.annotations?.[sourceTemplate]);
}

/**
 * Reads an answers file.
 *
 * @param path - one of {@link answersFiles}
 * @returns undefined for a text that cannot be read
 */
export function readAnswers(
  path: string,
  text: string,
): TemplateAnswers | undefined {
  const { documents, unreadable } = readYamlDocuments(text);
  const [document] = documents;
  if (!document) {
    return unreadable.length > 0
      ? undefined
      : { template: null, version: null };
  }
  const answers = objectAt(document.data);
  const context = objectAt(objectAt(answers.context).cookiecutter);
  const number = (value: JsonValue | undefined) =>
    typeof value === 'number' ? String(value) : value;
  const named = (template: JsonValue | undefined, version?: JsonValue) => ({
    template: templateRef(template) ?? null,
    version: plainRef(number(version)),
  });
  if (path.startsWith('.template-answers')) {
    return named(answers.template, answers.version);
  }
  return path.startsWith('.copier')
    ? named(answers[templateKey], answers._commit)
    : named(context[templateKey], answers.checkout ?? answers.commit);
}
