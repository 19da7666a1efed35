import {
  maxProblemMessageLength,
  Problem,
} from '@team-readiness/backstage-plugin-readiness-common';
import {
  readYamlDocuments,
  YamlDocument,
} from '@team-readiness/backstage-plugin-readiness-node';
import { JsonObject, JsonValue } from '@backstage/types';
import { KubernetesObject } from './KubernetesObject';

/** What one text holds. */
export interface KubernetesObjects {
  objects: Array<{
    object: KubernetesObject;
    document: YamlDocument;
    /** Path of the object in the document. */
    base: Array<string | number>;
  }>;
  /** Documents that look like Kubernetes objects and cannot be read. */
  broken: number;
  /** The text is a Helm template: nothing of it was read. */
  isTemplate: boolean;
  problems: Problem[];
}

/** Lists within lists are not written by any tool. */
const maxListDepth = 2;
const maxName = 253;

/** Looks like `apiVersion: …` or `kind: …` at the start of a line. */
const claim = /^["']?(apiVersion|kind)["']?\s*:/m;

/**
 * Words that stand between braces in Helm templates, and not in the other
 * templates that manifests carry as data (Prometheus alerts, Grafana panels).
 */
const helmAction =
  /\{\{-?\s*(\(?\s*(include|tpl|toYaml|required|lookup|fromYaml)\b|[^}]*\$?\.(Values|Release|Chart|Files|Capabilities|Template)\b)/;

/** Groups whose documents lie beside manifests and are never sent to a cluster. */
const otherGroups = new Set([
  'backstage.io',
  'kustomize.config.k8s.io',
  'skaffold',
  'kpt.dev',
]);

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Leaves out keys whose value is null, at any depth. */
function withoutNulls(value: JsonValue): JsonValue {
  if (Array.isArray(value)) {
    return value.map(withoutNulls);
  }
  if (!isObject(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, child]) =>
      child === null || child === undefined ? [] : [[key, withoutNulls(child)]],
    ),
  );
}

function labelsOf(metadata: JsonObject): Record<string, string> {
  return Object.fromEntries(
    Object.entries(isObject(metadata.labels) ? metadata.labels : {}).flatMap(
      ([key, value]) => (typeof value === 'string' ? [[key, value]] : []),
    ),
  );
}

/**
 * Reads the Kubernetes objects of a YAML or JSON text, unfolding lists.
 * Documents that are none (Helm values, Compose files, Kustomize) are passed
 * over in silence.
 *
 * Never throws.
 *
 * @param text - content of the file
 * @param source - its path, named in problems
 * @param reporter - the collector that reads
 */
export function readKubernetesObjects(
  text: string,
  source: string,
  reporter: string,
): KubernetesObjects {
  const found: KubernetesObjects = {
    objects: [],
    broken: 0,
    isTemplate: false,
    problems: [],
  };
  const { documents, unreadable } = readYamlDocuments(text);
  const isTemplate =
    text.includes('{{') &&
    (helmAction.test(text) ||
      unreadable.some(document => document.text.includes('{{')));
  if (isTemplate) {
    return { ...found, isTemplate };
  }
  const refuse = (message: string, place: { line: number; column: number }) => {
    found.broken += 1;
    found.problems.push({
      subject: 'file',
      name: source.slice(0, 300),
      reporter,
      message: message.slice(0, maxProblemMessageLength),
      source,
      line: place.line,
      column: place.column,
    });
  };
  for (const document of unreadable) {
    if (document.text === '' || claim.test(document.text)) {
      refuse(`The manifest cannot be read. ${document.message}`, document);
    }
  }

  const readOne = (
    data: JsonValue | undefined,
    document: YamlDocument,
    base: Array<string | number>,
    listDepth: number,
  ): void => {
    if (
      !isObject(data) ||
      typeof data.apiVersion !== 'string' ||
      typeof data.kind !== 'string' ||
      data.kind === ''
    ) {
      return;
    }
    const { apiVersion, kind } = data;
    const [version, group = ''] = apiVersion.split('/', 2).reverse();
    if (otherGroups.has(group) || (apiVersion === 'v1' && kind === 'Config')) {
      return;
    }
    if (kind.endsWith('List') && Array.isArray(data.items)) {
      if (listDepth >= maxListDepth) {
        refuse('A list lies in a list of lists.', document.placeOf(base));
        return;
      }
      data.items.forEach((item, index) =>
        readOne(item, document, [...base, 'items', index], listDepth + 1),
      );
      return;
    }
    const metadata = data.metadata ?? {};
    if (!isObject(metadata)) {
      const place = document.placeOf([...base, 'metadata']);
      refuse(
        `The ${kind.slice(0, 100)} has metadata that is no mapping.`,
        place,
      );
      return;
    }
    const { name, generateName, namespace } = metadata;
    if (name !== undefined && name !== null && typeof name !== 'string') {
      const place = document.placeOf([...base, 'metadata', 'name']);
      refuse(`The ${kind.slice(0, 100)} has a name that is no text.`, place);
      return;
    }
    const generated =
      typeof generateName === 'string' ? `${generateName}*` : 'unnamed';
    found.objects.push({
      document,
      base,
      object: {
        apiVersion,
        group,
        version,
        kind: kind.slice(0, maxName),
        name: (name || generated).slice(0, maxName),
        namespace:
          typeof namespace === 'string' && namespace ? namespace : null,
        labels: labelsOf(metadata),
        data: withoutNulls(data) as JsonObject,
        path: source,
        line: document.placeOf(base).line,
      },
    });
  };

  for (const document of documents) {
    if (Array.isArray(document.data)) {
      document.data.forEach((it, index) => readOne(it, document, [index], 1));
    } else {
      readOne(document.data, document, [], 0);
    }
  }
  return found;
}
