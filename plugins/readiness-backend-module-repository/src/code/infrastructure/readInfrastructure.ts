import { JsonObject, JsonValue } from '@backstage/types';
import { readYamlDocuments } from '@team-readiness/backstage-plugin-readiness-node';
import { HclBlock, HclValue, readHcl } from './readHcl';

/** Something wrong with a file of infrastructure code. */
export interface InfrastructureIssue {
  message: string;
  line?: number;
  column?: number;
}

/** Reads a file of infrastructure code, in either syntax, as blocks. */
export function readInfrastructure(
  path: string,
  text: string,
): { blocks: readonly HclBlock[]; issues: InfrastructureIssue[] } {
  if (!path.endsWith('.json')) {
    const { blocks, issue } = readHcl(text);
    return { blocks, issues: issue ? [issue] : [] };
  }
  const { documents, unreadable } = readYamlDocuments(text);
  return {
    blocks: documents.flatMap(({ data }) => blocksOfJson(data)),
    issues: unreadable.map(({ message, line, column }) => ({
      message,
      line,
      column,
    })),
  };
}

function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** In JSON, one of something may be given as a list of one. */
function objectsOf(value: JsonValue | undefined): JsonObject[] {
  return (Array.isArray(value) ? value : [value]).filter(isObject);
}

/** A text of JSON is a template, too: literal only without `${ }` and `%{ }`. */
function valueOf(value: JsonValue | undefined): HclValue {
  if (typeof value === 'string') {
    return /[$%]\{/.test(value) ? null : value;
  }
  const [object] = objectsOf(value);
  return object ? attributesOf(object) : null;
}

function attributesOf(object: JsonObject): Map<string, HclValue> {
  return new Map(
    Object.entries(object).map(([key, value]) => [key, valueOf(value)]),
  );
}

/** How many labels the blocks have that are looked at. */
const labelCounts: ReadonlyArray<[type: string, labels: number]> = [
  ['terraform', 0],
  ['module', 1],
  ['provider', 1],
  ['resource', 2],
  ['data', 2],
];

function blocksOfJson(data: JsonValue): HclBlock[] {
  const collect = (
    type: string,
    count: number,
    value: JsonValue | undefined,
    labels: readonly string[],
  ): HclBlock[] =>
    objectsOf(value).flatMap(object =>
      labels.length < count
        ? Object.entries(object).flatMap(([label, inside]) =>
            collect(type, count, inside, [...labels, label]),
          )
        : [
            {
              type,
              labels,
              attributes: attributesOf(object),
              blocks: objectsOf(object.required_providers).map(inside => ({
                type: 'required_providers',
                labels: [],
                attributes: attributesOf(inside),
                blocks: [],
                line: 1,
              })),
              line: 1,
            },
          ],
    );
  return labelCounts.flatMap(([type, count]) =>
    objectsOf(data).flatMap(document =>
      collect(type, count, document[type], []),
    ),
  );
}
